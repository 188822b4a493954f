namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>What a quiet window lets through.</summary>
internal sealed record SetupExcept
{
    public string? Attribution { get; init; }

    public string? Outcome { get; init; }

    public string? Type { get; init; }

    public string? Name { get; init; }

    public IEnumerable<(string Name, object Value)> Settings() =>
        new (string, string?)[] { ("Attribution", Attribution), ("Outcome", Outcome), ("Type", Type), ("Name", Name) }
            .Where(setting => setting.Item2 is not null).Select(setting => (setting.Item1, (object)setting.Item2!));

    public override string ToString() =>
        string.Join(" and ", SetupRoute.Words(("attribution", Attribution), ("outcome", Outcome), ("type", Type), ("name", Name)));
}
