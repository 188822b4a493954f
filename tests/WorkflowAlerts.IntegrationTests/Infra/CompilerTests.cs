namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class CompilerTests
{
    public static TheoryData<string> Files { get; } =
        [.. Directory.EnumerateFiles(Bicep.Infra, "*.bicep*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".json", StringComparison.Ordinal)).Select(file => Path.GetRelativePath(Bicep.Infra, file))];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_passes_the_linter_without_a_word(string file) =>
        Assert.Equal(new BicepRun(0, "", ""), await Bicep.Run("lint", Path.Combine(Bicep.Infra, file)));

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Every_file_is_formatted(string file)
    {
        BicepRun run = await Bicep.Run("format", Path.Combine(Bicep.Infra, file), "--stdout");

        Assert.Equal(await File.ReadAllTextAsync(Path.Combine(Bicep.Infra, file), TestContext.Current.CancellationToken), run.Output, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task The_template_builds_without_a_word()
    {
        BicepRun run = await Bicep.Run("build", Path.Combine(Bicep.Infra, "main.bicep"), "--stdout");

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.DoesNotContain("listKeys", run.Output, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_linter_calls_what_is_undescribed_or_leaks_an_error()
    {
        string folder = Directory.CreateTempSubdirectory("infra-").FullName;
        try
        {
            File.Copy(Path.Combine(Bicep.Infra, "bicepconfig.json"), Path.Combine(folder, "bicepconfig.json"));
            string file = Path.Combine(folder, "bad.bicep");
            await File.WriteAllTextAsync(file, "param adminPassword string\noutput secret string = adminPassword\n", TestContext.Current.CancellationToken);

            BicepRun run = await Bicep.Run("lint", file);

            Assert.Equal(1, run.ExitCode);
            Assert.All(
                ["Error use-description-params", "Error use-description-outputs", "Error outputs-should-not-contain-secrets", "Error secure-secrets-in-params"],
                complaint => Assert.Contains(complaint, run.Errors, StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
