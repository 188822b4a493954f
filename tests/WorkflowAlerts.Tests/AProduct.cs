using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Memory;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tests.Storage;

namespace WorkflowAlerts.Tests;

/// <summary>The product as it composes itself, on storage in memory, a clock that stands and webhooks that answer as they are told to; for tests to vary.</summary>
internal sealed class AProduct : IDisposable
{
    private readonly List<ServiceProvider> _started = [];
    private ServiceProvider? _services;

    public AProduct(DateTimeOffset now)
    {
        Time = new FakeTimeProvider(now);
        Memory = new MemoryStorage(Time);
        Storage = new ObservedStorage(Memory);
        Webhooks = new Webhooks(Time);
        AddDestination("data-team");
    }

    public FakeTimeProvider Time { get; }

    public MemoryStorage Memory { get; }

    /// <summary>What the product uses: the memory, observed.</summary>
    public ObservedStorage Storage { get; }

    public Webhooks Webhooks { get; }

    public WorkflowAlertsOptions Options { get; set; } = new() { DefaultTo = ["data-team"] };

    /// <summary>What goes before the product's own composition.</summary>
    public IServiceCollection Services { get; } = new ServiceCollection();

    public T Get<T>()
        where T : notnull => (_services ??= Start()).GetRequiredService<T>();

    /// <summary>Ends the process: the next one begins with what is in storage, and with the configuration of then.</summary>
    public void Restart() => _services = null;

    public void AddDestination(string name) => Options.Destinations[name] = new DestinationOptions
    {
        Kind = "Slack", WebhookUrl = $"https://hooks.slack.com/services/T0/B0/{name}-secret", Pacing = new PacingOptions { Burst = 100 },
    };

    /// <summary>What is on the queue and visible, in order.</summary>
    public async Task<IReadOnlyList<Message>> Queued() =>
        [.. (await Memory.Queue(StorageNames.AlertQueue).Peek(IQueue.Most, CancellationToken.None)).SelectMany(message => AlertMessage.Read(message.Body))];

    /// <summary>Takes what is on the queue and visible.</summary>
    public async Task<IReadOnlyList<Message>> Take()
    {
        List<Message> taken = [];
        while (await Memory.Queue(StorageNames.AlertQueue).Receive(1, TimeSpan.FromMinutes(10), CancellationToken.None) is [QueuedMessage message])
        {
            taken.AddRange(AlertMessage.Read(message.Body));
            await Memory.Queue(StorageNames.AlertQueue).Delete(message.Receipt, CancellationToken.None);
        }

        return taken;
    }

    /// <summary>Delivers what is on the queue and visible, and what that puts back for at once.</summary>
    public async Task Deliver()
    {
        MemoryQueue queue = Memory.Queue(StorageNames.AlertQueue);
        while (await queue.Receive(1, TimeSpan.FromMinutes(10), CancellationToken.None) is [QueuedMessage message])
        {
            await Get<AlertPipeline>().Run(message.Body, CancellationToken.None);
            await queue.Delete(message.Receipt, CancellationToken.None);
        }
    }

    /// <summary>Puts messages onto the queue, in one body.</summary>
    public Task Put(params Message[] messages) => Get<AlertQueue>().Send(AlertMessage.Pack(messages).Single(), TimeSpan.Zero, CancellationToken.None);

    public void Dispose() => _started.ForEach(services => services.Dispose());

    private ServiceProvider Start()
    {
        ServiceCollection services = new();
        services.AddWorkflowAlerts(new ConfigurationBuilder().Build());
        services.AddSingleton<TimeProvider>(Time).AddSingleton<IStorage>(Storage).AddSingleton(Microsoft.Extensions.Options.Options.Create(Options));
        services.AddHttpClient(WebhookPoster.Client).ConfigurePrimaryHttpMessageHandler(() => new Unending(Webhooks));
        foreach (ServiceDescriptor service in Services)
        {
            ((IList<ServiceDescriptor>)services).Add(service);
        }

        ServiceProvider started = services.BuildServiceProvider();
        _started.Add(started);
        return started;
    }

    // The handlers of a process end with it, and the webhooks do not.
    private sealed class Unending(HttpMessageHandler handler) : DelegatingHandler(handler)
    {
        protected override void Dispose(bool disposing)
        {
        }
    }
}
