namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A quiet window of a route, on its days.</summary>
internal sealed record SetupQuiet(string From, string To)
{
    public string Days { get; init; } = "mon-sun";

    public string Zone { get; init; } = "UTC";

    public IReadOnlyList<SetupExcept> Except { get; init; } = [];

    public IEnumerable<(string Name, object Value)> Settings() =>
    [
        ("Days:0", Days), ("From", From), ("To", To), ("Zone", Zone),
        .. Except.SelectMany((except, i) => except.Settings().Select(setting => ($"Except:{i}:{setting.Name}", setting.Value))),
    ];

    public override string ToString() =>
        $"{(Days == "mon-sun" ? "" : $"{Days} ")}{From}–{To}{(Zone == "UTC" ? "" : $" {Zone}")}"
        + string.Concat(Except.Select(except => $" except {except}"));
}
