using WorkflowAlerts.Timing;

namespace WorkflowAlerts.Validating;

/// <summary>What must hold of a time zone.</summary>
internal static class ZoneRules
{
    public static bool Check(string zone, string path, Mistakes mistakes)
    {
        bool known = Zone.Find(zone) is not null;
        mistakes.Unless(
            known, path,
            Zone.Meant(zone) is { } meant ? $"is no IANA time zone. Write {meant}." : "is no IANA time zone. Give a name such as Europe/Berlin, America/New_York or UTC.");
        return known;
    }
}
