namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A route. What is null matches everything.</summary>
internal sealed record SetupRoute
{
    public string? Attribution { get; init; }

    public string? Outcome { get; init; }

    public string? Tenant { get; init; }

    public string? Type { get; init; }

    public string? Name { get; init; }

    public bool? ManualStop { get; init; }

    public IReadOnlyList<string> To { get; init; } = [];

    public bool Mute { get; init; }

    public TimeSpan Hold { get; init; }

    public IReadOnlyList<SetupQuiet> Quiet { get; init; } = [];

    public bool Late { get; init; }

    public bool Recovered { get; init; } = true;

    public bool Continue { get; init; }

    public IEnumerable<(string Name, object Value)> Settings()
    {
        (string, object?)[] own =
        [
            ("Attribution", Attribution), ("Outcome", Outcome), ("Tenant", Tenant), ("Type", Type), ("Name", Name),
                ("ManualStop", ManualStop),
            ("Mute", Mute ? true : null), ("Hold", Hold > TimeSpan.Zero ? Hold : null), ("Late", Late ? true : null),
            ("Recovered", Recovered ? null : false), ("Continue", Continue ? true : null),
            .. To.Select((to, i) => ($"To:{i}", (object?)to)),
            .. Quiet.SelectMany((window, i) => window.Settings().Select(setting => ($"Quiet:{i}:{setting.Name}", (object?)setting.Value))),
        ];
        return own.Where(setting => setting.Item2 is not null).Select(setting => (setting.Item1, setting.Item2!));
    }

    public override string ToString()
    {
        string[] conditions =
        [
            .. Words(("attribution", Attribution), ("outcome", Outcome), ("tenant", Tenant), ("type", Type), ("name", Name)),
            .. ManualStop is { } stop ? new[] { stop ? "stopped by hand" : "not stopped by hand" } : [],
        ];
        string[] ways =
        [
            .. Hold > TimeSpan.Zero ? new[] { $"hold {Hold.TotalMinutes:0} min" } : [],
            .. Quiet.Select(window => $"quiet {window}"),
            .. Late ? new[] { "late" } : [],
            .. Recovered ? [] : new[] { "no recoveries" },
            .. Continue ? new[] { "continue" } : [],
        ];
        return $"{(conditions.Length == 0 ? "everything" : string.Join(", ", conditions))} → {(Mute ? "nobody" : string.Join(", ", To))}"
            + (ways.Length == 0 ? "" : $"; {string.Join("; ", ways)}");
    }

    internal static IEnumerable<string> Words(params (string Name, string? Value)[] conditions) =>
        conditions.Where(condition => condition.Value is not null).Select(condition => $"{condition.Name} {condition.Value}");
}
