using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>The template compiles with every Bicep that people have, today and in ten years; here, what the linter warns of is an error.</summary>
public sealed class CompilerTests
{
    // https://github.com/wolfcw/libfaketime, which Debian's package faketime brings.
    private static readonly string? _fakeTime = new[] { "/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1", "/usr/lib64/faketime/libfaketime.so.1" }
        .FirstOrDefault(File.Exists);

    public static TheoryData<string> Versions { get; } = [.. Bicep.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_linter_has_nothing_to_say(string version)
    {
        using InfraCopy copy = new();

        Assert.Equal(new BicepRun(0, "", ""), await Bicep.Run(["lint", "--pattern", Path.Combine(copy.Folder, "**/*.bicep")], Deployment.Environment, version));
        Assert.Equal(new BicepRun(0, "", ""), await Bicep.Run(["lint", "--pattern", Path.Combine(copy.Folder, "**/*.bicepparam")], Deployment.Environment, version));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task The_template_builds_without_a_word_and_never_asks_for_keys(string version)
    {
        BicepRun run = await Bicep.Run(["build", Path.Combine(Bicep.Infra, "main.bicep"), "--stdout"], Deployment.Environment, version);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain("listKeys", run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task It_builds_without_a_word_ten_years_on()
    {
        Assert.SkipWhen(_fakeTime is null, "libfaketime is not installed (Debian: apt-get install faketime), so the date cannot be moved.");
        Dictionary<string, string> later = new(Deployment.Environment) { ["LD_PRELOAD"] = _fakeTime, ["FAKETIME"] = "+10y" };
        using InfraCopy copy = new();
        string old = Path.Combine(copy.Folder, "old.bicep");
        await File.WriteAllTextAsync(old, "resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = { name: 'account' }\noutput id string = account.id\n", TestContext.Current.CancellationToken);
        string[] build = ["build", Path.Combine(copy.Folder, "main.bicep"), "--stdout"];

        BicepRun run = await Bicep.Run(build, later);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));

        // That the date was moved at all: the rule about old API versions speaks up as soon as somebody asks for it.
        await File.WriteAllTextAsync(
            Path.Combine(copy.Folder, "bicepconfig.json"), """{ "analyzers": { "core": { "rules": { "use-recent-api-versions": { "level": "error" } } } } }""", TestContext.Current.CancellationToken);
        Assert.Contains("use-recent-api-versions", (await Bicep.Run(["build", old, "--stdout"], later)).Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_deploys_is_stopped_by_no_rule_of_style()
    {
        string rules = await File.ReadAllTextAsync(Path.Combine(Bicep.Infra, "bicepconfig.json"), TestContext.Current.CancellationToken);

        Assert.DoesNotContain("\"error\"", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("use-recent-api-versions", rules, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_file_is_formatted()
    {
        using InfraCopy copy = new();

        await Bicep.Run("format", "--pattern", Path.Combine(copy.Folder, "**/*.bicep"));

        Assert.All(
            Directory.EnumerateFiles(Bicep.Infra, "*.bicep", SearchOption.AllDirectories),
            file => Assert.Equal(File.ReadAllText(Path.Combine(copy.Folder, Path.GetRelativePath(Bicep.Infra, file))), File.ReadAllText(file), ignoreLineEndingDifferences: true));
    }

    [Fact]
    public async Task The_linter_calls_it_an_error_when_something_leaks_or_is_undescribed()
    {
        using InfraCopy copy = new();
        string file = Path.Combine(copy.Folder, "bad.bicep");
        await File.WriteAllTextAsync(file, "param adminPassword string\n@secure()\nparam key string\noutput leak string = '${adminPassword}${key}'\n", TestContext.Current.CancellationToken);

        BicepRun run = await Bicep.Run("lint", file);

        Assert.Equal(1, run.ExitCode);
        Assert.All(
            ["use-description-params", "use-description-outputs", "outputs-should-not-contain-secrets", "secure-secrets-in-params"],
            rule => Assert.Contains($"Error {rule}", run.Errors, StringComparison.Ordinal));
    }
}
