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

    [Theory]
    [MemberData(nameof(Workflows))]
    public async Task The_token_of_the_run_is_left_in_no_checkout(string workflow)
    {
        string text = (await File.ReadAllTextAsync(Path.Combine(_folder, workflow), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");

        Assert.Equal(text.Split("actions/checkout@").Length, Checkout().Count(text) + 1);
    }

    [Fact]
    public async Task Deployment_gives_each_value_that_the_parameters_read_and_each_secret_as_one_of_its_own()
    {
        string workflow = await File.ReadAllTextAsync(Path.Combine(_folder, "deploy.yml"), TestContext.Current.CancellationToken);

        string[] read = [.. Read().Matches(Deployment.Example).Select(match => match.Groups[1].Value)];

        Assert.True(read.Length > 6);
        Assert.All(read, name => Assert.Matches($@"\n +{name}: \$\{{\{{ (vars|secrets)\.{name}( \|\| 'false')? \}}\}}\r?\n", workflow));
        Assert.All(
            read.Where(name => name.StartsWith("TENANT_", StringComparison.Ordinal) || name.StartsWith("DESTINATION_", StringComparison.Ordinal)),
            name => Assert.Contains($"secrets.{name} ", workflow, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"readEnvironmentVariable\('([A-Z0-9_]+)'")]
    private static partial Regex Read();

    [GeneratedRegex(@"actions/checkout@\S+ # \S+\n +with:\n +persist-credentials: false\n")]
    private static partial Regex Checkout();

    [GeneratedRegex("uses: [^@ ]+@[0-9a-f]{40} # v[0-9.]+$")]
    private static partial Regex Pinned();
}
