using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using WorkflowAlerts.Cli;

namespace WorkflowAlerts.Benchmarks.Comparing;

/// <summary>Prometheus Alertmanager on a free loopback port, with a folder of its own and without a cluster.</summary>
internal sealed class AlertmanagerProcess : IAsyncDisposable
{
    private const string Program = "prometheus-alertmanager";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private AlertmanagerProcess(Process process, DirectoryInfo folder, Uri address) => (_process, _folder, Address) = (process, folder, address);

    public Uri Address { get; }

    public int ProcessId => _process.Id;

    public static bool IsInstalled => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, Program)));

    /// <exception cref="UsageException">It is not installed.</exception>
    public static void Require()
    {
        if (!IsInstalled)
        {
            throw new UsageException($"{Program} is not installed, so there is nothing to compare with. On Debian: apt-get install prometheus-alertmanager");
        }
    }

    public static async Task<AlertmanagerProcess> Start(string configuration, HttpClient http, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("workflow-alerts-peer-");
        string file = Path.Combine(folder.FullName, "alertmanager.yml");
        await File.WriteAllTextAsync(file, configuration, cancellationToken);
        Uri address = new($"http://127.0.0.1:{FreePort().ToString(CultureInfo.InvariantCulture)}/");
        Process process = Process.Start(new ProcessStartInfo(
            Program,
            [$"--config.file={file}", $"--storage.path={folder.FullName}", $"--web.listen-address={address.Authority}", "--cluster.listen-address=", "--log.level=error"])
        {
            WorkingDirectory = folder.FullName,
        })!;
        AlertmanagerProcess started = new(process, folder, address);
        try
        {
            await started.Ready(http, cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private async Task Ready(HttpClient http, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_startLimit);
        while (!_process.HasExited)
        {
            try
            {
                using HttpResponseMessage answer = await http.GetAsync(new Uri(Address, "-/ready"), limit.Token);
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, limit.Token);
        }

        throw new InvalidOperationException($"{Program} ended by itself with {_process.ExitCode}.");
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
