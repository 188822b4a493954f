namespace WorkflowAlerts.Reporting;

/// <summary>
/// Says when something has to be looked after at once. What other instances noticed is looked for at a slower pace: asking storage at every poll whether all
/// is well would be most of what a quiet poll costs.
/// </summary>
public sealed class Attention
{
    private int _calls = 1;

    /// <summary>Asks for a look.</summary>
    public void Call() => Interlocked.Exchange(ref _calls, 1);

    /// <summary>Whether a look was asked for since the last time. At the start it was.</summary>
    public bool Take() => Interlocked.Exchange(ref _calls, 0) == 1;
}
