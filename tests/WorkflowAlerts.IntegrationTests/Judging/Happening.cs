namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>Something that happens to the product in a trial, other than that runs end.</summary>
internal abstract record Happening(DateTimeOffset At);

/// <summary>Somebody mutes workflows for a while.</summary>
internal sealed record MuteBegins(DateTimeOffset At, string Id, string? Tenant, string? Type, string? Name, DateTimeOffset Until)
    : Happening(At)
{
    public override string ToString() =>
        $"somebody mutes {string.Join(", ", SetupRoute.Words(("tenant", Tenant), ("type", Type), ("name", Name)))} until {Said.At(Until)}";
}

/// <summary>Somebody ends a mute before its time.</summary>
internal sealed record MuteEnds(DateTimeOffset At, string Id) : Happening(At)
{
    public override string ToString() => $"somebody ends the mute {Id}";
}

/// <summary>The process is stopped and another one started, perhaps with other settings.</summary>
internal sealed record Restarts(DateTimeOffset At, Setup? With = null) : Happening(At)
{
    public override string ToString() => With is null ? "the process is restarted" : $"the process is restarted with {Story.OneLine(With)}";
}

/// <summary>The process is killed at one of its writes or posts, and another one started.</summary>
/// <param name="At">From when on its steps are counted.</param>
/// <param name="Step">At which of them it dies, from 1.</param>
/// <param name="After">Whether that step still takes effect.</param>
internal sealed record Dies(DateTimeOffset At, int Step, bool After) : Happening(At)
{
    public override string ToString() => $"the process is killed {(After ? "after" : "before")} its write or post number {Step} from now";
}

/// <summary>The process does not get the answer to one of its writes for a while, and another one goes on meanwhile.</summary>
internal sealed record Stalls(DateTimeOffset At, int Step, TimeSpan For) : Happening(At)
{
    public override string ToString() => $"the answer to the process's write or post number {Step} from now takes {For.TotalSeconds:0} s";
}

/// <summary>A destination answers its next posts in a way of its own.</summary>
internal sealed record Answers(DateTimeOffset At, string Channel, Answer With, int Posts) : Happening(At)
{
    public override string ToString() => $"{Channel} answers its next {Posts} post{(Posts == 1 ? "" : "s")} with: {With}";
}

/// <summary>Somebody takes a tenant's checkpoint back.</summary>
internal sealed record Rewinds(DateTimeOffset At, string Tenant, DateTimeOffset To, bool Resend) : Happening(At)
{
    public override string ToString() => $"somebody rewinds {Tenant} to {Said.At(To)}{(Resend ? " and resends" : "")}";
}
