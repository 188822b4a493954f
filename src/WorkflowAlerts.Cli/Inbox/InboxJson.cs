using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Inbox;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(InboxMessage))]
[JsonSerializable(typeof(InboxState))]
[JsonSerializable(typeof(InboxGreeting))]
[JsonSerializable(typeof(InboxSaid))]
[JsonSerializable(typeof(PictureMessages))]
internal sealed partial class InboxJson : JsonSerializerContext;
