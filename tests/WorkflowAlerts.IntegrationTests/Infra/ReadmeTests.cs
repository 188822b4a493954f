using WorkflowAlerts.Telling;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.IntegrationTests.Infra;

public sealed partial class ReadmeTests
{
    [Fact]
    public async Task The_readme_explains_every_setting_once_and_no_other()
    {
        string readme = await File.ReadAllTextAsync(Path.Combine(Bicep.Infra, "..", "README.md"), TestContext.Current.CancellationToken);

        string[] explained = [.. Row().Matches(readme).Select(row => Placeholder().Replace(row.Groups[1].Value, "*"))];

        Assert.Equal(OptionPaths.All.Keys.Order(StringComparer.Ordinal), explained.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `([A-Z][A-Za-z]+:[^` ]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
