using WorkflowAlerts.Telling;
using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Rendering;

/// <summary>
/// What each card looks like in each form, word for word. <c>UPDATE_GOLDEN=1 dotnet test</c> writes the files anew; read the difference before committing it.
/// </summary>
public class GoldenTests
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, Func<Card, ReadOnlyMemory<byte>>> Forms = new()
    {
        ["slack"] = card => new SlackChat().Render(card).Body,
        ["slack-text"] = card => new SlackChat().Render(card).PlainBody!.Value,
        ["teams"] = card => new TeamsChat().Render(card).Body,
    };

    public static TheoryData<string, string> Cases { get; } = new(from form in Forms.Keys from name in CardCases.All.Keys select (form, name));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_card_is_rendered_as_its_golden_file_says(string form, string name)
    {
        string path = Path.Combine(Folder(), $"{form}.{name}.json");

        string rendered = JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(Forms[form](CardCases.All[name]).Span), Indented) + "\n";

        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, rendered);
        }

        Assert.Equal(File.ReadAllText(path), rendered);
    }

    [Fact]
    public void Every_golden_file_belongs_to_a_case() =>
        Assert.Empty(Directory.GetFiles(Folder()).Select(Path.GetFileName).Except(Cases.Select(row => $"{row.Data.Item1}.{row.Data.Item2}.json")));

    private static string Folder([CallerFilePath] string file = "") => Path.Combine(Path.GetDirectoryName(file)!, "Golden");
}
