using System.CommandLine;
using WorkflowAlerts.Benchmarks.Plotting;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary><c>plots</c>: draws how times grow.</summary>
internal static class PlotsCommand
{
    private static readonly (string File, Func<CancellationToken, Task<LineChart>> Draw)[] s_all =
        [("scaling-alerts.svg", Plots.Alerts), ("scaling-tenants.svg", Plots.Tenants), ("scaling-latency.svg", Plots.Latency)];

    public static Command Create()
    {
        Option<DirectoryInfo> folder = new("--to") { Description = "Where to write the SVG files.", DefaultValueFactory = _ => new DirectoryInfo(Path.Combine(".github", "images")), HelpName = "FOLDER" };
        folder.AcceptExistingOnly();
        Command command = new("plots", "Draw how times grow with alerts, tenants and the API's latency.") { folder };
        command.SetAction((parsed, cancellationToken) => MeasuringCommand.Run(async () =>
        {
            foreach ((string file, Func<CancellationToken, Task<LineChart>> draw) in s_all)
            {
                string path = Path.Combine(parsed.GetValue(folder)!.FullName, file);
                await File.WriteAllTextAsync(path, (await draw(cancellationToken)).ToSvg(), cancellationToken);
                Console.WriteLine(path);
            }

            return 0;
        }));
        return command;
    }
}
