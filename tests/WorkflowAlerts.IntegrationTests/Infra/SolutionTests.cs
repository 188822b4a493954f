namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed class SolutionTests
{
    [Fact]
    public async Task Every_project_the_function_app_included_is_in_the_default_build()
    {
        string solution = await File.ReadAllTextAsync(Path.Combine(Bicep.Repository, "WorkflowAlerts.sln"), TestContext.Current.CancellationToken);
        string[] projects = [.. new[] { "src", "tests" }
            .SelectMany(folder => Directory.EnumerateDirectories(Path.Combine(Bicep.Repository, folder)))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(file => Path.GetFileNameWithoutExtension(file))];

        Assert.Contains("WorkflowAlerts.Functions", projects);
        Assert.All(projects, project =>
        {
            string line = Assert.Single(solution.Split('\n'), line => line.Contains($"\\{project}.csproj\"", StringComparison.Ordinal));
            string id = line.Trim()[^39..^1];
            Assert.Contains($"{id}.Debug|Any CPU.Build.0", solution, StringComparison.Ordinal);
            Assert.Contains($"{id}.Release|Any CPU.Build.0", solution, StringComparison.Ordinal);
        });
    }
}
