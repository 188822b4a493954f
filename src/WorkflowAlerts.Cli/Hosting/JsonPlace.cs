using System.Text.Json;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>Says what is wrong with a file that should be JSON, as people count its lines.</summary>
internal static class JsonPlace
{
    // The message ends with the place, with lines counted from nought.
    public static string Of(JsonException exception) => $"line {exception.LineNumber + 1}: this is no JSON. {exception.Message.Split(" LineNumber:")[0]}";
}
