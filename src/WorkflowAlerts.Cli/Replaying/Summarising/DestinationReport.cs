using WorkflowAlerts.Chats;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Delivery;

namespace WorkflowAlerts.Cli.Replaying.Summarising;

/// <summary>What one destination would have got.</summary>
/// <param name="Destination">Its name.</param>
/// <param name="Kind">What it speaks.</param>
/// <param name="Messages">How many messages.</param>
/// <param name="ByKind">How many of each kind, where there are any.</param>
/// <param name="Alerts">How many alerts it would have heard of, by whatever message.</param>
/// <param name="Waiting">How many it had not been told at the end, because they were held back or came in quiet hours.</param>
/// <param name="BusiestHour">The hour with the most messages, the first of them; null without any.</param>
/// <param name="BusiestHourMessages">How many came in it.</param>
/// <param name="WaitedForPacing">How many messages had to wait because the destination takes no more at once.</param>
internal sealed record DestinationReport(
    string Destination, string Kind, int Messages, IReadOnlyDictionary<string, int> ByKind, int Alerts, int Waiting, DateTimeOffset? BusiestHour, int BusiestHourMessages, int WaitedForPacing)
{
    public static DestinationReport Of(string name, IChat chat, ReplayResult result)
    {
        ReplayedMessage[] messages = [.. result.Messages.Where(message => message.Destination.Equals(name, StringComparison.OrdinalIgnoreCase))];
        (long hour, int most) = messages.CountBy(message => message.At.UtcTicks / TimeSpan.TicksPerHour).OrderByDescending(hour => hour.Value).ThenBy(hour => hour.Key).Select(hour => (hour.Key, hour.Value)).FirstOrDefault();
        return new DestinationReport(
            name, chat.Name, messages.Length,
            messages.CountBy(message => message.Kind).OrderBy(count => count.Key).ToDictionary(count => KindWords.Of(count.Key), count => count.Value),
            result.Alerts.Count(alert => alert.To.Contains(name)), result.Alerts.Count(alert => alert.Waiting.Contains(name)),
            most == 0 ? null : new DateTimeOffset(hour * TimeSpan.TicksPerHour, TimeSpan.Zero), most, result.Paced.GetValueOrDefault(name));
    }
}
