namespace WorkflowAlerts.Telling;

/// <summary>What cards show.</summary>
public sealed class CardOptions
{
    /// <summary>
    /// The address of a run in Amperity, with <c>{tenant}</c> and <c>{id}</c> in it; https only. Empty (the default): cards have no link,
    /// because Amperity documents no such address. Open a run in the browser and copy yours.
    /// </summary>
    public string RunUrlTemplate { get; set; } = "";

    /// <summary>Whether cards show the e-mail address of the person who started the run. Default: false, since it is personal data.</summary>
    public bool ShowEmail { get; set; }
}
