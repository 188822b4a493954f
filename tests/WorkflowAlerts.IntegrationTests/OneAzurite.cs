using WorkflowAlerts.Cli.Azurite;

[assembly: AssemblyFixture(typeof(WorkflowAlerts.IntegrationTests.OneAzurite))]

namespace WorkflowAlerts.IntegrationTests;

/// <summary>One Azurite for all, each on an account of its own: to start one costs more than most tests do. It starts when the first asks for it.</summary>
public sealed class OneAzurite : IAsyncDisposable
{
    private static readonly string[] s_accounts = [.. Enumerable.Range(0, 200).Select(i => $"account{i}")];
    private static readonly Lazy<Task<AzuriteProcess>> s_azurite = new(() => AzuriteProcess.Start(null, CancellationToken.None, s_accounts));
    private static int s_taken;

    /// <summary>The connection string of an account that nobody else has.</summary>
    internal static async Task<string> TakeAccount()
    {
        AzuriteProcess azurite = await s_azurite.Value;
        return azurite.ConnectionStringOf(s_accounts[Interlocked.Increment(ref s_taken) - 1]);
    }

    public async ValueTask DisposeAsync()
    {
        if (s_azurite is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await s_azurite.Value.Result.DisposeAsync();
        }
    }
}
