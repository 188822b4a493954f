using WorkflowAlerts.Telling;
using System.Text;
using System.Text.Json;

namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>One message, as <c>--json</c> tells it.</summary>
/// <param name="At">When.</param>
/// <param name="Destination">To whom.</param>
/// <param name="Kind">What for.</param>
/// <param name="Tenant">Of which tenant; null for a message that is about none.</param>
/// <param name="RunId">The run it is about; null for a message of several.</param>
/// <param name="Workflow">That run's workflow.</param>
/// <param name="Alerts">How many alerts it tells of.</param>
/// <param name="Headline">The message in one line.</param>
/// <param name="Bytes">How large its payload is.</param>
/// <param name="Payload">The payload, where it was asked for.</param>
internal sealed record MessageReport(
    DateTimeOffset At, string Destination, string Kind, string? Tenant, string? RunId, string? Workflow, int Alerts, string Headline, int Bytes, JsonElement? Payload)
{
    public static MessageReport Of(ReplayedMessage message, bool payload)
    {
        bool isOurs = message.Kind is MessageKind.Weekly or MessageKind.Report;
        bool ofOne = !isOurs && message.Message is not Digest;
        return new MessageReport(
            message.At, message.Destination, KindWords.Of(message.Kind), isOurs ? null : message.Message.Tenant, ofOne ? message.Message.Id : null, ofOne ? message.Message.Concerns[0].Workflow.Name : null,
            message.Alerts, message.Headline, Encoding.UTF8.GetByteCount(message.Body), payload ? JsonElement.Parse(message.Body) : null);
    }
}
