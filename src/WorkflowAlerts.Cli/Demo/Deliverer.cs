using WorkflowAlerts.Sending;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Storage.Azure;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>
/// What takes alerts off the queue and delivers them: the product once more, with connections of its own, which can be cut. It stands for a second
/// process, or an instance of the function app.
/// </summary>
internal sealed partial class Deliverer : IAsyncDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(2);

    private readonly CancellationTokenSource _stop = new();
    private readonly List<Wire> _wires;
    private readonly ServiceProvider _product;
    private readonly Task _work;

    private Deliverer(ServiceProvider product, List<Wire> wires)
    {
        _product = product;
        _wires = wires;
        _work = product.GetRequiredService<QueuePump>().Run(_stop.Token);
    }

    /// <summary>Starts one.</summary>
    /// <param name="world">Where it works.</param>
    /// <param name="tally">Counts its sends.</param>
    /// <param name="verbose">Whether it logs everything; else it is silent, because what it meets is on the page.</param>
    /// <param name="listen">Is told of its sends.</param>
    public static Deliverer Start(DemoWorld world, DeliveryTally tally, bool verbose, Action<Outbox> listen)
    {
        List<Wire> wires = [];
        Dictionary<string, string?> settings = world.Settings.ToDictionary(
            setting => setting.Key,
            setting => setting.Key == StorageConnection.Setting || setting.Key.EndsWith(":WebhookUrl", StringComparison.Ordinal) ? Rewire(setting.Value!, wires) : setting.Value);
        ServiceProvider product = LocalHost.Build(
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), verbose, verbose ? LogLevel.Debug : LogLevel.None,
            services => services.AddSingleton(tally).AddSingleton(HostJson.Load() with { MaxPollingInterval = TimeSpan.FromSeconds(1) }));
        listen(product.GetRequiredService<Outbox>());
        return new Deliverer(product, wires);
    }

    /// <summary>Cuts all its connections at once, in the middle of whatever it does: nothing more gets out of it, not even a word that it ends.</summary>
    public void Kill() => _wires.ForEach(wire => wire.Cut());

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();

        // One that was killed still tries to reach its storage for a while; nobody hears it.
        await Task.WhenAny(_work, Task.Delay(EndLimit, TimeProvider.System));
        await _product.DisposeAsync();
        _wires.ForEach(wire => wire.Dispose());
        _stop.Dispose();
    }

    // Every http://127.0.0.1:port in it leads over a wire of its own.
    private static string Rewire(string text, List<Wire> wires) => LoopbackPort().Replace(text, match =>
    {
        Wire wire = new(int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        wires.Add(wire);
        return $"//127.0.0.1:{wire.Port}";
    });

    [GeneratedRegex("//127\\.0\\.0\\.1:(\\d+)", RegexOptions.CultureInvariant)]
    private static partial Regex LoopbackPort();
}
