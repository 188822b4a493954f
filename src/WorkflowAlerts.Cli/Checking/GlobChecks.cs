using WorkflowAlerts.Matching;
using System.Globalization;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>Looks for conditions that match none of the runs of late: most of these are misspelt.</summary>
internal sealed class GlobChecks(IAmperityClient amperity, IOptions<WorkflowAlertsOptions> options, TimeProvider time)
{
    private const int PageSize = 1000;
    private const int MostPages = 20;
    private static readonly TimeSpan s_lookBack = TimeSpan.FromDays(14);

    private readonly WorkflowAlertsOptions _options = options.Value;

    /// <summary>A warning for each; nothing where there are no conditions, or no runs to hold them against.</summary>
    public async Task<CheckResult[]> Run(CancellationToken cancellationToken)
    {
        (string Path, string Glob, Func<WorkflowRun, IEnumerable<string>> Texts)[] globs = [.. Globs().Where(glob => !string.IsNullOrEmpty(glob.Glob)).Select(glob => (glob.Path, glob.Glob!, glob.Texts))];
        HashSet<string> matched = [];
        int runs = 0;
        int errors = 0;
        foreach (string tenant in _options.Tenants.Keys.Where(_ => globs.Length > 0))
        {
            RunFilter filter = new() { EndedFrom = time.GetUtcNow() - s_lookBack, Limit = PageSize };
            await foreach (RunPage page in amperity.ListRuns(tenant, filter, cancellationToken).Take(MostPages))
            {
                runs += page.Runs.Count;
                errors += page.Runs.Sum(run => run.Errors.Count);
                matched.UnionWith(globs.Where(glob => !matched.Contains(glob.Path) && page.Runs.Any(run => glob.Texts(run).Any(text => Glob.Matches(glob.Glob, text)))).Select(glob => glob.Path));
            }
        }

        string read = runs.ToString("N0", CultureInfo.InvariantCulture);
        return runs == 0 ? [] : [.. globs
            .Where(glob => !matched.Contains(glob.Path) && (errors > 0 || !glob.Path.EndsWith(nameof(RouteOptions.ErrorType), StringComparison.Ordinal)))
            .Select(glob => CheckResult.Warning(glob.Path, $"\"{Operating.Printable.Of(glob.Glob)}\" matches none of {read} runs of the last 14 days; look whether it is spelt right"))];
    }

    private IEnumerable<(string Path, string? Glob, Func<WorkflowRun, IEnumerable<string>> Texts)> Globs()
    {
        for (int i = 0; i < _options.Routes.Count; i++)
        {
            RouteOptions route = _options.Routes[i];
            yield return ($"Routes:{i}:{nameof(route.Type)}", route.Type, run => [run.Type]);
            yield return ($"Routes:{i}:{nameof(route.Name)}", route.Name, run => [run.Name]);
            yield return ($"Routes:{i}:{nameof(route.ErrorType)}", route.ErrorType, Errors);
            foreach ((string, string?, Func<WorkflowRun, IEnumerable<string>>) glob in route.Quiet.SelectMany((quiet, q) => quiet.Except.SelectMany((except, e) => Globs(except, $"Routes:{i}:Quiet:{q}:Except:{e}"))))
            {
                yield return glob;
            }
        }

        for (int i = 0; i < _options.Owners.Count; i++)
        {
            yield return ($"Owners:{i}:{nameof(Owning.OwnerOptions.Type)}", _options.Owners[i].Type, run => [run.Type]);
            yield return ($"Owners:{i}:{nameof(Owning.OwnerOptions.Name)}", _options.Owners[i].Name, run => [run.Name]);
            yield return ($"Owners:{i}:{nameof(Owning.OwnerOptions.Email)}", _options.Owners[i].Email, run => [run.PrincipalEmail ?? ""]);
        }

        for (int i = 0; i < _options.Cascade.Rules.Count; i++)
        {
            yield return ($"Cascade:Rules:{i}:{nameof(Grouping.CascadeRule.From)}", _options.Cascade.Rules[i].From, run => [run.Type]);
        }
    }

    private static IEnumerable<(string, string?, Func<WorkflowRun, IEnumerable<string>>)> Globs(ExceptOptions except, string path) =>
    [
        ($"{path}:{nameof(except.Type)}", except.Type, run => [run.Type]), ($"{path}:{nameof(except.Name)}", except.Name, run => [run.Name]), ($"{path}:{nameof(except.ErrorType)}", except.ErrorType, Errors),
    ];

    private static IEnumerable<string> Errors(WorkflowRun run) => run.Errors.Select(error => error.Type);
}
