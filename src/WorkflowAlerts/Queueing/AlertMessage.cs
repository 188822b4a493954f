using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using WorkflowAlerts.Queueing.Version1;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Queueing;

/// <summary>
/// The body of a queue message: a name, a version and as many messages as fit. No property is called <c>id</c> or <c>dequeueCount</c>,
/// because top-level properties of a JSON body shadow the trigger metadata of the same name in Azure Functions.
/// </summary>
public sealed record AlertMessage
{
    /// <summary>What kind of queue message this is.</summary>
    public const string CurrentName = "workflow-alerts";

    /// <summary>The version this program writes. It reads this one and <see cref="EarlierVersion"/>.</summary>
    public const int CurrentVersion = 2;

    /// <summary>The version that 0.1 wrote.</summary>
    public const int EarlierVersion = 1;

    /// <summary>
    /// The most bytes a body may have. A Storage queue takes 64 KiB of Base64, which is 48 KiB of text; the rest is left free.
    /// </summary>
    public const int MaxBytes = 46 * 1024;

    public required string Name { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<Message> Messages { get; init; }

    /// <summary>Packs messages into as few bodies as possible, in order.</summary>
    public static IEnumerable<string> Pack(IEnumerable<Message> messages)
    {
        List<Message> packed = [];
        int size = Overhead;
        foreach (Message message in messages)
        {
            int messageSize = JsonSerializer.SerializeToUtf8Bytes(message, AlertMessageJson.Default.Message).Length + 1;
            if (packed.Count > 0 && size + messageSize > MaxBytes)
            {
                yield return Write(packed);
                packed = [];
                size = Overhead;
            }

            packed.Add(message);
            size += messageSize;
        }

        if (packed.Count > 0)
        {
            yield return Write(packed);
        }
    }

    /// <summary>Reads a body.</summary>
    /// <exception cref="UnreadableMessageException">The body is no alert message, or one of another version.</exception>
    public static IReadOnlyList<Message> Read(string body)
    {
        if (HasGap(body))
        {
            throw new UnreadableMessageException("The queue message has an empty entry in a list. It was damaged; it goes to the poison queue.");
        }

        // The heading comes first: another version's messages may have another form, and that is no damage.
        MessageHeading? heading = Parse(body, AlertMessageJson.Default.MessageHeading);
        if (heading?.Name != CurrentName)
        {
            throw new UnreadableMessageException(
                $"The queue message is no alert message: its name is not \"{CurrentName}\". Another program writes to this queue; it goes to the poison queue.");
        }

        IReadOnlyList<Message> messages = heading.Version switch
        {
            CurrentVersion => Parse(body, AlertMessageJson.Default.AlertMessage)!.Messages,
            EarlierVersion => [.. Parse(body, AlertMessageJson.Default.EarlierMessage)!.Alerts.Select(alert => alert?.ToMessage()!)],
            _ => throw new UnreadableMessageException(
                $"The queue message has version {heading.Version}; this program reads versions {EarlierVersion} and {CurrentVersion}. "
                + "Deploy the version that wrote it, or retry it from the poison queue after the update."),
        };
        return messages.All(message => message is { Tenant: not null, Id: not null } && message.Concerns.All(concern => Enum.IsDefined(concern.Attribution)))
            ? messages
            : throw new UnreadableMessageException("The queue message has an entry of no kind that is told. It goes to the poison queue.");
    }

    // None of the lists has empty entries. What is no JSON is for the reader to say.
    private static bool HasGap(string body)
    {
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(body));
            Stack<bool> inLists = new();
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartArray or JsonTokenType.StartObject:
                        inLists.Push(reader.TokenType == JsonTokenType.StartArray);
                        break;
                    case JsonTokenType.EndArray or JsonTokenType.EndObject:
                        inLists.Pop();
                        break;
                    case JsonTokenType.Null when inLists.TryPeek(out bool isInList) && isInList:
                        return true;
                }
            }

            return false;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    // Neither a cause nor its message is passed on: both can quote the body.
    private static T? Parse<T>(string body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException e)
        {
            throw new UnreadableMessageException(
                $"The queue message is no alert message: no such JSON at line {e.LineNumber ?? 0}, byte {e.BytePositionInLine ?? 0}. "
                + "It was put on the queue by another program or damaged; it goes to the poison queue.");
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException or InvalidOperationException)
        {
            throw new UnreadableMessageException("The queue message is no alert message: it is no Unicode text, or has a kind of entry that is not known. It goes to the poison queue.");
        }
    }

    private static int Overhead { get; } = JsonSerializer.SerializeToUtf8Bytes(Of([]), AlertMessageJson.Default.AlertMessage).Length;

    private static AlertMessage Of(IReadOnlyList<Message> messages) => new() { Name = CurrentName, Version = CurrentVersion, Messages = messages };

    private static string Write(IReadOnlyList<Message> messages) => JsonSerializer.Serialize(Of(messages), AlertMessageJson.Default.AlertMessage);
}
