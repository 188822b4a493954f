using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telling;
using WorkflowAlerts.Tracking;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>Every table has a rule for what leaves it, and for what stays.</summary>
public abstract class SweepContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Old = Noon.AddTicks(-1);

    private static readonly Retention s_retention = new(Noon, new HashSet<string> { "socktown", "new tenant" });

    private readonly FakeTimeProvider _time = new(Old);
    private readonly IStorage _storage;

    internal SweepContract(IStorage storage) => _storage = storage;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Workflows_that_work_and_have_not_run_for_long_are_forgotten_and_those_that_fail_are_not()
    {
        Incidents incidents = new(_storage, Damage.None());
        await incidents.Write([.. Enumerable.Range(0, 250).Select(i => Of("socktown", $"once {i}").Succeeded(Old))], Stop);
        await incidents.Write(
            [
                Of("socktown", "young").Succeeded(Noon), Of("socktown", "fails").Failed(new Failure(Old.AddYears(-1), "wf-1", [])),
                Of("socktown", "failed again").Succeeded(Old.AddDays(-2)).Failed(new Failure(Noon, "wf-2", [])),
            ], Stop);
        await incidents.Write([Of("new tenant", "hashed").Failed(new Failure(Old, "wf-1", [])), Of("new tenant", "over").Succeeded(Old)], Stop);
        await incidents.Write([Of("gone", "fails").Failed(new Failure(Old, "wf-1", [])), Of("gone", "young").Failed(new Failure(Noon, "wf-1", []))], Stop);
        await new Mutes(_storage, Damage.None()).Write(new Mute("m", null, null, "*", Noon.AddDays(1), "why", Old), Stop);

        Assert.Equal(252, await incidents.Sweep(s_retention, Stop));

        Assert.Equal(["failed again", "fails", "young"], await Names("socktown"));
        Assert.Equal(["hashed"], await Names("new tenant"));
        Assert.Equal(["young"], await Names("gone"));
        Assert.Contains(await new Mutes(_storage, Damage.None()).All(Stop), mute => mute.Id == "m");
        Assert.Equal(0, await incidents.Sweep(s_retention, Stop));

        async Task<IEnumerable<string>> Names(string tenant) => (await incidents.Read(tenant, Stop)).Keys.Select(workflow => workflow.Name).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task The_checkpoint_of_a_tenant_that_is_gone_is_forgotten_and_no_others()
    {
        Checkpoints checkpoints = new(_storage, Damage.None(), _time);
        await checkpoints.Move("gone", null, Noon, Stop);
        await checkpoints.Move("socktown", null, Noon, Stop);
        _time.Advance(TimeSpan.FromTicks(1));
        await checkpoints.Move("lately gone", null, Noon, Stop);

        Assert.Equal(1, await checkpoints.Sweep(s_retention, Stop));

        Assert.Equal(["lately gone", "socktown"], (await checkpoints.All(Stop)).Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_was_learned_long_ago_is_forgotten_as_a_whole()
    {
        Habits habits = new(_storage, Damage.None());
        Habit[] many = [.. Enumerable.Range(0, 150).Select(i => new Habit { Workflow = new WorkflowKey("a", "t", $"{i}") })];
        await habits.Write("gone", new TenantHabits(Old, "UTC", many), Stop);
        await habits.Write("gone / hashed", new TenantHabits(Old, "UTC", []), Stop);
        await habits.Write("socktown", new TenantHabits(Noon, "UTC", many), Stop);
        await habits.NoteDigests("socktown", ["digest-1"], Stop);

        Assert.Equal(152, await habits.Sweep(s_retention, Stop));

        Assert.Null(await habits.Read("gone", Stop));
        Assert.Null(await habits.Read("gone / hashed", Stop));
        Assert.Equal(150, (await habits.Read("socktown", Stop))!.All.Count);
        Assert.Equal(["digest-1"], await habits.BegunDigests("socktown", Stop));
    }

    [Fact]
    public async Task Mutes_that_ended_long_ago_and_troubles_that_were_over_long_ago_are_forgotten()
    {
        Mutes mutes = new(_storage, Damage.None());
        await mutes.Write(new Mute("old", null, null, "*", Old, "why", Old), Stop);
        await mutes.Write(new Mute("young", null, null, "*", Noon, "why", Old), Stop);
        Troubles troubles = new(_storage, Damage.None());
        foreach (string subject in new[] { "old", "young", "open" })
        {
            await troubles.Note(TroubleKind.Refusal, subject, Old.AddYears(-1), "404", Stop);
        }

        foreach (Trouble trouble in (await troubles.All(Stop)).Where(trouble => trouble.Subject != "open"))
        {
            await troubles.Update(trouble with { OverAt = trouble.Subject == "old" ? Old : Noon }, Stop);
        }

        Assert.Equal((1, 1), (await mutes.Sweep(s_retention, Stop), await troubles.Sweep(s_retention, Stop)));

        Assert.Contains("young", (await mutes.All(Stop)).Select(mute => mute.Id));
        Assert.DoesNotContain("old", (await mutes.All(Stop)).Select(mute => mute.Id));
        Assert.Equal(["open", "young"], (await troubles.All(Stop)).Select(trouble => trouble.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Kept_messages_stay_until_a_person_decides_and_noted_reasons_leave_with_the_ledger()
    {
        PoisonedMessages poisoned = new(_storage, Damage.None(), _time);
        _time.SetUtcNow(Noon.AddDays(1));
        await poisoned.NoteReason("young", "why", Stop);
        await poisoned.Keep("kept", Stop);

        await new WorkflowAlerts.Recording.Ledger(_storage, Damage.None(), _time).Sweep(Noon.AddDays(1), Stop);
        Assert.Equal(2, await _storage.Table(StorageNames.Deliveries).Range(RowRange.Of(PoisonedMessages.Partition), Stop).CountAsync(Stop));
        await new WorkflowAlerts.Recording.Ledger(_storage, Damage.None(), _time).Sweep(Noon.AddDays(3), Stop);

        Assert.Equal("kept", Assert.Single(await poisoned.All(Stop)).Body);
        Assert.Equal(1, await _storage.Table(StorageNames.Deliveries).Range(RowRange.Of(PoisonedMessages.Partition), Stop).CountAsync(Stop));
    }

    private static Incident Of(string tenant, string name) => new(new WorkflowKey(tenant, "courier.group/run", name));
}
