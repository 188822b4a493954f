using WorkflowAlerts.Quieting;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>A mute in one line.</summary>
internal static class MuteText
{
    public static string Of(Mute mute) =>
        $"{mute.Id}  tenant {Printable.Of(mute.Tenant ?? "*")}, type {Printable.Of(mute.Type ?? "*")}, name {Printable.Of(mute.Name ?? "*")}  until {Printable.Of(mute.Until)}: {Printable.Of(mute.Reason)}";
}
