using WorkflowAlerts.Telling;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using WorkflowAlerts.Cli.Displaying;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>Lets each message that arrives scroll by, as its channel would show it.</summary>
internal sealed class MessageScroll(DemoWorld world)
{
    private static readonly ControlCode s_erase = new("\u001b[J");

    private readonly Dictionary<string, int> _shown = [];

    /// <summary>Writes what arrived since the last time.</summary>
    public void Write(IAnsiConsole console)
    {
        ReceivedMessage[] messages =
            [.. world.Chats.SelectMany(chat => chat.Received.Skip(_shown.GetValueOrDefault(chat.Kind))).OrderBy(message => message.At)];
        if (messages.Length > 0)
        {
            // What is written while a live picture stands is written over it, and the picture again below. So the old one is erased first, from the cursor down.
            console.Write(new Rows([s_erase, .. messages.SelectMany(message => (IRenderable[])[View(message), new Text("")])]));
        }

        foreach (IGrouping<string, ReceivedMessage> kind in messages.GroupBy(message => message.Kind))
        {
            _shown[kind.Key] = _shown.GetValueOrDefault(kind.Key) + kind.Count();
        }
    }

    private static IRenderable View(ReceivedMessage message)
    {
        ShownMessage shown = ShownMessage.Read(message.Kind, Encoding.UTF8.GetBytes(message.Body));
        return MessageView.Of(shown, message.Channel, message.Kind, $"{message.At:HH:mm:ss}");
    }
}
