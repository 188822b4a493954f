using WorkflowAlerts.Storage.Memory;

namespace WorkflowAlerts.IntegrationTests.Storage;

public sealed class MemoryForeignMessagesTests : ForeignMessagesContract
{
    private readonly MemoryStorage _storage;

    public MemoryForeignMessagesTests()
        : this(new MemoryStorage(TimeProvider.System))
    {
    }

    private MemoryForeignMessagesTests(MemoryStorage storage)
        : base(storage) => _storage = storage;

    private protected override Task SendForeign(string queue, string text)
    {
        _storage.Queue(queue).SendForeign(text);
        return Task.CompletedTask;
    }
}
