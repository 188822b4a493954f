using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed partial class GitHubWorkflowTests
{
    private static readonly string _folder = Path.Combine(Bicep.Repository, ".github", "workflows");

    public static TheoryData<string> Workflows { get; } = [.. Directory.EnumerateFiles(_folder, "*.yml").Select(file => Path.GetFileName(file))];

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task Every_action_is_pinned_by_its_commit(string workflow)
    {
        string[] lines = await File.ReadAllLinesAsync(Path.Combine(_folder, workflow), TestContext.Current.CancellationToken);

        Assert.All(lines.Where(line => line.Contains("uses:", StringComparison.Ordinal)), line => Assert.Matches(Pinned(), line));
    }

    [Fact]
    public async Task Deployment_is_started_by_hand_and_signs_in_with_a_token()
    {
        string workflow = await File.ReadAllTextAsync(Path.Combine(_folder, "deploy.yml"), TestContext.Current.CancellationToken);

        Assert.Matches(@"on:\s+workflow_dispatch:", workflow);
        Assert.DoesNotMatch(@"\n  (push|pull_request|schedule):", workflow);
        Assert.Contains("id-token: write", workflow, StringComparison.Ordinal);
        Assert.DoesNotContain("creds:", workflow, StringComparison.Ordinal);
    }

    [GeneratedRegex("uses: [^@ ]+@[0-9a-f]{40} # v[0-9.]+$")]
    private static partial Regex Pinned();
}
