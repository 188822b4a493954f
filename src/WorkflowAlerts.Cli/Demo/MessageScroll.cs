using WorkflowAlerts.Telling;
using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using WorkflowAlerts.Cli.Displaying;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.Cli.Demo;

/// <summary>Lets each message that arrives scroll by, as its channel would show it.</summary>
internal sealed class MessageScroll(DemoWorld world)
{
    private static readonly ControlCode s_erase = new("\u001b[J");

    private int _slack;
    private int _teams;

    /// <summary>Writes what arrived since the last time.</summary>
    public void Write(IAnsiConsole console)
    {
        (ReceivedMessage Message, DestinationKind Kind)[] messages =
        [
            .. world.Slack.Received.Skip(_slack).Select(message => (message, DestinationKind.Slack)),
            .. world.Teams.Received.Skip(_teams).Select(message => (message, DestinationKind.Teams)),
        ];
        if (messages.Length > 0)
        {
            // What is written while a live picture stands is written over it, and the picture again below. So the old one is erased first, from the cursor down.
            IEnumerable<IRenderable> views = messages.OrderBy(one => one.Message.At).SelectMany(one => (IRenderable[])[View(one.Message, one.Kind), new Text("")]);
            console.Write(new Rows([s_erase, .. views]));
        }

        _slack += messages.Count(one => one.Kind == DestinationKind.Slack);
        _teams += messages.Count(one => one.Kind == DestinationKind.Teams);
    }

    private static IRenderable View(ReceivedMessage message, DestinationKind kind) =>
        MessageView.Of(ShownMessage.Read(Encoding.UTF8.GetBytes(message.Body)), message.Channel, kind, $"{message.At:HH:mm:ss}");
}
