using WorkflowAlerts.Telling;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace WorkflowAlerts.Functions.Tests;

public sealed class HostLevelsTests
{
    [Theory]
    [InlineData("WorkflowAlerts.AlertPipeline", LogLevel.Information, true)]
    [InlineData("WorkflowAlerts.AlertPipeline", LogLevel.Debug, false)]
    [InlineData("Polly", LogLevel.Critical, false)]
    [InlineData("Azure.Core", LogLevel.Information, false)]
    [InlineData("Azure.Identity", LogLevel.Warning, true)]
    public void The_apps_own_log_keeps_the_levels_of_host_json(string category, LogLevel level, bool isWritten)
    {
        Assert.Equal(isWritten, Logs(new ExportingProvider(), category, level));
        Assert.Equal(isWritten, Logs(new OtherProvider(), category, level));
    }

    [Fact]
    public void An_app_setting_goes_before_host_json()
    {
        (string, string) setting = ("AzureFunctionsJobHost:logging:OpenTelemetry:logLevel:WorkflowAlerts", "Debug");

        Assert.True(Logs(new ExportingProvider(), "WorkflowAlerts.AlertPipeline", LogLevel.Debug, setting));
        Assert.False(Logs(new ExportingProvider(), "Something.Else", LogLevel.Debug, setting));
    }

    // The longest execution is a poll that catches up: it ends by itself after four minutes and goes on at the next tick.
    [Fact]
    public void An_execution_that_hangs_is_ended_after_ten_minutes()
    {
        IConfiguration host = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json")).Build();

        Assert.Equal("00:10:00", host["functionTimeout"]);
    }

    private static bool Logs(ILoggerProvider provider, string category, LogLevel level, params (string Name, string Value)[] settings)
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Name, setting.Value))).Build();
        using ILoggerFactory factory = LoggerFactory.Create(logging =>
        {
            logging.AddHostLevels(configuration);
            logging.AddProvider(provider);
        });
        return factory.CreateLogger(category).IsEnabled(level);
    }

    // As OpenTelemetry's own provider calls itself.
    [ProviderAlias("OpenTelemetry")]
    private sealed class ExportingProvider : OtherProvider;

    private class OtherProvider : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
        }

        public void Dispose()
        {
        }
    }
}
