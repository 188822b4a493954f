using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Cli.Azurite;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>The storage a command works on: the configured one, or, where none is configured, an Azurite of its own that keeps its data between starts.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const string Setting = "AzureWebJobsStorage";

    private readonly SharedAzurite? _azurite;

    private LocalStorage(IConfiguration configuration, SharedAzurite? azurite)
    {
        Configuration = configuration;
        _azurite = azurite;
    }

    /// <summary>The configuration, with storage in it.</summary>
    public IConfiguration Configuration { get; }

    public static async Task<LocalStorage> Ensure(IConfiguration configuration, CancellationToken cancellationToken)
    {
        IConfigurationSection section = configuration.GetSection(Setting);
        if (!string.IsNullOrWhiteSpace(section.Value) || section.GetChildren().Any())
        {
            return new LocalStorage(configuration, null);
        }

        string folder = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "workflow-alerts", "storage");
        SharedAzurite azurite = await SharedAzurite.Join(folder, cancellationToken);
        await Console.Error.WriteLineAsync($"{Setting} is not set: {(azurite.IsOurs ? "started" : "joined the running")} Azurite, Azure Storage's emulator, with its data in {folder}.");
        IConfiguration withStorage = new ConfigurationBuilder()
            .AddConfiguration(configuration)
            .AddInMemoryCollection([new(Setting, azurite.ConnectionString)])
            .Build();
        return new LocalStorage(withStorage, azurite);
    }

    public async ValueTask DisposeAsync()
    {
        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
