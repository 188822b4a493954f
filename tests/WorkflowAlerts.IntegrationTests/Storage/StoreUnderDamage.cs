using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>A store whose rows are damaged: how two of them, "good" and "bad", are written and read.</summary>
internal sealed class StoreUnderDamage
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    public static readonly string[] Names = ["checkpoints", "incidents", "mutes", "troubles", "habits", "learned habits", "poison"];

    /// <summary>What stands in place of this version's JSON.</summary>
    public static readonly string[] Json =
    [
        "", "null", "{}", "[null]", "{\"version\":9,\"form\":\"newer\"}", "[{\"version\":9}]", "[{\"endedAt\":12,\"runId\":[],\"to\":{}}]", "{\"workflow\":null}", "[1,2]", "[\"a\"]",
        "[\"a\",\"b\",\"c\"]", "[\"a\",null]", "\ufeff[", "{\"workflow\":{\"tenant\":\"a\",\"type\":\"b\",\"name\":\"c\"},\"starts\":null}",
    ];

    public required string Name { get; init; }

    public required IRowReader Reader { get; init; }

    public required Func<string, Task> Write { get; init; }

    public required Func<Task<IEnumerable<string>>> Read { get; init; }

    public required Func<string, string> Partition { get; init; }

    public Func<Row, string, bool> IsRow { get; init; } = (_, _) => true;

    /// <summary>Columns that only people read.</summary>
    public string[] Unread { get; init; } = [];

    public string[] Optional { get; init; } = [];

    public bool HasFreeKeys { get; init; }

    public bool HasJson { get; init; }

    /// <summary>Values of the right kind that say nothing.</summary>
    public (string Column, object Value)[] Wrong { get; init; } = [];

    public static StoreUnderDamage[] All(IStorage storage, DamagedRows damaged, TimeProvider time)
    {
        Checkpoints checkpoints = new(storage, damaged, time);
        Incidents incidents = new(storage, damaged);
        Mutes mutes = new(storage, damaged);
        Troubles troubles = new(storage, damaged);
        Habits habits = new(storage, damaged);
        PoisonedMessages poisoned = new(storage, damaged, time);
        return
        [
            new()
            {
                Name = "checkpoints", Reader = checkpoints, Partition = which => which,
                Write = async which => await checkpoints.Move(which, await checkpoints.Read(which, default), Noon, default),
                Read = async () => (await checkpoints.All(default)).Keys,
                Optional = ["Begun", "CutOff"], HasFreeKeys = true, Wrong = [("Tenant", "another's"), ("Tenant", "")],
            },
            new()
            {
                Name = "incidents", Reader = incidents, Partition = _ => "acme", IsRow = (row, which) => row.Text("Name") == which, HasJson = true,
                Write = async which => await incidents.Write(
                    [new Incident(new WorkflowKey("acme", "courier.group/run", which)).Succeeded(Noon.AddDays(-1)).Failed(new Failure(Noon, "wf-1", ["data-team"]))], default),
                Read = async () => (await incidents.Read("acme", default)).Keys.Select(workflow => workflow.Name),
                Unread = ["Type", "Name", "Streak"], Optional = ["LastSuccess"], Wrong = [("Workflow", "[]"u8.ToArray())],
            },
            new()
            {
                Name = "mutes", Reader = mutes, Partition = _ => "~mutes", IsRow = (row, which) => row.Key == which, HasFreeKeys = true,
                Write = which => mutes.Write(new Mute(which, "acme", "courier*", "Nightly *", Noon, "why", Noon), default),
                Read = async () => (await mutes.All(default)).Select(mute => mute.Id), Optional = ["Tenant", "Type", "Name"],
            },
            new()
            {
                Name = "troubles", Reader = troubles, Partition = _ => "~product", IsRow = (row, which) => row.Text("Subject") == which,
                Write = which => troubles.Note(TroubleKind.Refusal, which, Noon, "404", default),
                Read = async () => (await troubles.All(default)).Select(trouble => trouble.Subject),
                Wrong = [("Kind", "Newer"), ("Kind", "2"), ("Kind", ""), ("Kind", "refusal"), ("Kind", "NoPoll"), ("Subject", "another")],
            },
            new()
            {
                Name = "habits", Reader = habits, Partition = _ => "~habits|acme", HasJson = true,
                IsRow = (row, which) => row.Bytes("Habit") is { } habit && System.Text.Encoding.UTF8.GetString(habit).Contains($"\"{which}\"", StringComparison.Ordinal),
                Write = async which => await habits.Write(
                    "acme", new TenantHabits(Noon, "UTC", [.. new[] { "good", which }.Distinct().Select(name => new Habit { Workflow = new WorkflowKey("acme", "t", name) })]), default),
                Read = async () => (await habits.Read("acme", default))!.All.Select(habit => habit.Workflow.Name),
            },
            new()
            {
                Name = "learned habits", Reader = habits, Partition = which => "~habits|" + which, IsRow = (row, _) => row.Key == "~learned", HasFreeKeys = true,
                Write = which => habits.Write(which, new TenantHabits(Noon, "UTC", []), default),
                Read = async () => new[] { "good", "bad" }.Where(tenant => habits.Read(tenant, default).Result is not null), Optional = ["LearnedAt", "Zone"],
            },
            new()
            {
                Name = "poison", Reader = poisoned, Partition = _ => "~poison", IsRow = (row, which) => row.Key == PoisonedMessage.IdOf(which),
                Write = which => poisoned.Keep(which, default),
                Read = async () => (await poisoned.All(default)).Select(message => message.Body), Optional = ["Reason"], Wrong = [("Body", new byte[] { 65 })],
            },
        ];
    }
}
