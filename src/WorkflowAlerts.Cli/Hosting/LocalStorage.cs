using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Cli.Azurite;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>The storage a command works on: the configured one, or, where none is configured, an Azurite of its own that keeps its data between starts.</summary>
internal sealed class LocalStorage : IAsyncDisposable
{
    private const string Setting = "AzureWebJobsStorage";

    private readonly AzuriteProcess? _azurite;

    private LocalStorage(IConfiguration configuration, AzuriteProcess? azurite)
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
        await Console.Error.WriteLineAsync($"{Setting} is not set: starting Azurite, Azure Storage's emulator, with its data in {folder}.");
        AzuriteProcess azurite = await AzuriteProcess.Start(folder, cancellationToken);
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
