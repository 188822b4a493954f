using WorkflowAlerts.Telling;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WorkflowAlerts.Cli.Commands;

namespace WorkflowAlerts.Tests.Describing;

/// <summary>The schema is made from the options classes: <c>UPDATE_GOLDEN=1</c> writes it anew.</summary>
public sealed partial class SchemaTests
{
    private static readonly string s_sample = File.ReadAllText(Path.Combine(Repository.Root, "local.settings.sample.json"));
    private static readonly string s_readme = File.ReadAllText(Path.Combine(Repository.Root, "README.md"));

    public static TheoryData<string> Examples { get; } = [.. Example().Matches(s_readme).Select(example => example.Groups[1].Value.Trim())];

    public static TheoryData<string> Settings { get; } = [.. Row().Matches(s_readme).Select(row => row.Groups[1].Value)];

    [Fact]
    public void The_schema_in_the_repository_is_what_the_options_classes_make()
    {
        string path = Path.Combine(Repository.Root, "src", "WorkflowAlerts.Cli", "Schema", "workflow-alerts.schema.json");
        string generated = SettingsSchema.Generate();

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, generated);
        }

        Assert.Equal(File.ReadAllText(path), generated);
    }

    [Fact]
    public void The_program_prints_that_schema()
    {
        using StreamReader printed = new(typeof(SchemaCommand).Assembly.GetManifestResourceStream("workflow-alerts.schema.json")!);

        Assert.Equal(SettingsSchema.Generate(), printed.ReadToEnd());
    }

    [Fact]
    public void The_sample_is_good_and_names_the_schema()
    {
        Assert.Empty(Verdict.Of(s_sample));
        Assert.True(File.Exists(Path.Combine(Repository.Root, JsonNode.Parse(s_sample)!["$schema"]!.GetValue<string>())));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_the_readme_is_good(string example)
    {
        string section = example.StartsWith('"') ? $"{{ {example} }}" : $$"""{ "Routes": [ {{example}} ] }""";

        Assert.Empty(example.Contains("\"WorkflowAlerts\":", StringComparison.Ordinal) ? Verdict.Of(example) : Verdict.OfSection(section));
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_that_the_readme_explains_has_a_description_in_both_forms(string setting)
    {
        JsonNode schema = JsonNode.Parse(SettingsSchema.Generate())!;
        string[] path = Placeholder().Replace(setting, "*").Split(':');

        JsonNode found = path.Aggregate(schema["else"]!["properties"]!["WorkflowAlerts"]!, (node, part) => part == "*" ? node["additionalProperties"] as JsonObject ?? node["items"]! : node["properties"]![part]!);

        string flat = string.Join("__", path.Select(part => part == "*" ? "0" : part).Prepend("WorkflowAlerts"));
        JsonNode values = schema["then"]!["properties"]!["Values"]!;
        JsonNode? line = values["properties"]![flat] ?? values["patternProperties"]!.AsObject().Single(pattern => Regex.IsMatch(flat, pattern.Key)).Value;
        Assert.NotEmpty(line!["description"]!.GetValue<string>());
        Assert.True(found["description"] is not null || path[^1] == "*", setting);
    }

    [Theory]
    [InlineData("WorkflowAlerts__Routes__0__Atribution", "platform")]
    [InlineData("WorkflowAlerts__Routes__x__Attribution", "platform")]
    [InlineData("WorkflowAlerts__Routes__1__Attribution", "nobody")]
    [InlineData("WorkflowAlerts__Routes__1__Outcome", "overdue")]
    [InlineData("WorkflowAlerts__Routes__0__Mute", "yes")]
    [InlineData("WorkflowAlerts__Routes__1__Hold", "10 minutes")]
    [InlineData("WorkflowAlerts__Routes__1__To", "data-team")]
    [InlineData("WorkflowAlerts__Routes__1__Quiet__0__From", "24:00")]
    [InlineData("WorkflowAlerts__Digest__Threshold", "1001")]
    [InlineData("WorkflowAlerts__Destinations__data_team__Kind", "Discord")]
    [InlineData("WorkflowAlerts__Destinations__data_team__Weekly__Day", "someday")]
    [InlineData("WorkflowAlerts__Tenants__socktown__PageSize", "0")]
    [InlineData("WorkflowAlerts__Tenants__socktown__BaseUrl", "socktown.amperity.com/api")]
    public void A_sample_with_a_mistake_is_refused_at_its_line(string setting, string value)
    {
        JsonNode file = JsonNode.Parse(s_sample)!;
        file["Values"]![setting] = value;

        Assert.Contains($"/Values/{setting}", Verdict.Of(file.ToJsonString()));
    }

    [Theory]
    [InlineData("""{ "Routs": [] }""", "/WorkflowAlerts/Routs")]
    [InlineData("""{ "Routes": [ { "Atribution": "platform" } ] }""", "/WorkflowAlerts/Routes/0/Atribution")]
    [InlineData("""{ "Routes": [ { "Attribution": "nobody" } ] }""", "/WorkflowAlerts/Routes/0/Attribution")]
    [InlineData("""{ "Routes": { "To": ["a"] } }""", "/WorkflowAlerts/Routes")]
    [InlineData("""{ "Digest": { "Threshold": 0 } }""", "/WorkflowAlerts/Digest/Threshold")]
    [InlineData("""{ "Digest": { "Threshold": "many" } }""", "/WorkflowAlerts/Digest/Threshold")]
    [InlineData("""{ "Destinations": { "data team": { "Kind": "Slack" } } }""", "/WorkflowAlerts/Destinations")]
    [InlineData("""{ "Late": { "Margin": 30 } }""", "/WorkflowAlerts/Late/Margin")]
    [InlineData("""{ "Owners": [ { "Slack": ["@jane"] } ] }""", "/WorkflowAlerts/Owners/0/Slack/0")]
    public void A_section_with_a_mistake_is_refused_at_its_place(string section, string place) => Assert.Contains(Verdict.OfSection(section), refused => refused.StartsWith(place, StringComparison.Ordinal));

    [Fact]
    public void A_section_in_a_file_with_values_is_refused_because_it_is_not_read() => Assert.Contains("/WorkflowAlerts", Verdict.Of("""{ "Values": {}, "WorkflowAlerts": {} }"""));

    [Fact]
    public void Settings_of_others_are_left_alone() =>
        Assert.Empty(Verdict.Of("""{ "IsEncrypted": false, "Host": { "CORS": "*" }, "Values": { "APPLICATIONINSIGHTS_CONNECTION_STRING": "x", "AzureWebJobs.PollRuns.Disabled": true } }"""));

    [Fact]
    public void A_pattern_for_numbers_takes_exactly_those() =>
        Assert.All([1, 7, 10, 60, 99, 600, 1000, 1234], most => Assert.All(Enumerable.Range(0, 1500), number => Assert.Equal(number >= 1 && number <= most, Regex.IsMatch($"{number}", $"^({FlatSchema.UpTo($"{most}")})$"))));

    [GeneratedRegex(@"```jsonc\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();

    [GeneratedRegex(@"^\| `([A-Z][A-Za-z]+:[^` ]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();
}
