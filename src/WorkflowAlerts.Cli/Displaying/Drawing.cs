using System.Text.Json;

namespace WorkflowAlerts.Cli.Displaying;

/// <summary>How one kind of chat is drawn.</summary>
/// <param name="Read">Reads what a person would see of a message, for a terminal.</param>
/// <param name="Scripts">What draws it on the page, in the order in which it is loaded; each adds its kind to <c>Chats</c>.</param>
/// <param name="Style">The style sheet that belongs to them.</param>
internal sealed record Drawing(Func<JsonElement, ShownMessage> Read, string[] Scripts, string Style);
