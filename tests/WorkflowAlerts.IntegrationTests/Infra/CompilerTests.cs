using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class CompilerTests
{
    [Theory]
    [InlineData("**/*.bicep")]
    [InlineData("**/*.bicepparam")]
    public async Task The_linter_has_nothing_to_say(string files) =>
        Assert.Equal(new BicepRun(0, "", ""), await Bicep.Run("lint", "--pattern", Path.Combine(Bicep.Infra, files)));

    [Fact]
    public async Task The_template_builds_without_a_word_and_never_asks_for_keys()
    {
        BicepRun run = await Bicep.Run("build", Path.Combine(Bicep.Infra, "main.bicep"), "--stdout");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain("listKeys", run.Output, StringComparison.OrdinalIgnoreCase);
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
