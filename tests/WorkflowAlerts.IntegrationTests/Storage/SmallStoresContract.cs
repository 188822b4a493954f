using WorkflowAlerts.Telling;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.IntegrationTests.Storage;

/// <summary>What holds of mutes, troubles, habits and poisoned messages, in Azure Storage and in memory.</summary>
public abstract class SmallStoresContract
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Noon);
    private readonly Mutes _mutes;
    private readonly Troubles _troubles;
    private readonly Habits _habits;
    private readonly PoisonedMessages _poisoned;
    private readonly AlertQueue _queue;

    internal SmallStoresContract(IStorage storage)
    {
        _mutes = new Mutes(storage, Damage.None());
        _troubles = new Troubles(storage, Damage.None());
        _habits = new Habits(storage, Damage.None());
        _poisoned = new PoisonedMessages(storage, Damage.None(), _time);
        _queue = new AlertQueue(storage);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mute_is_changed_by_its_id_and_forgotten_once()
    {
        Mute mute = new("m1", "acme", null, "Orders *", Noon.AddHours(1), "The warehouse moves", Noon);
        await _mutes.Write(mute with { Until = Noon }, Stop);
        await _mutes.Write(mute, Stop);

        Assert.Equal([mute], await _mutes.All(Stop));
        await _mutes.Remove("m1", Stop);
        await _mutes.Remove("m1", Stop);
        Assert.Empty(await _mutes.All(Stop));
    }

    [Fact]
    public async Task A_trouble_is_counted_and_changed_only_by_who_knows_its_state()
    {
        await _troubles.Note(TroubleKind.Refusal, "Data-Team", Noon, "404", Stop);
        Trouble first = Assert.Single(await _troubles.All(Stop));
        await _troubles.Note(TroubleKind.Refusal, "data-team", Noon.AddHours(1), "410", Stop);
        Trouble second = Assert.Single(await _troubles.All(Stop));

        Assert.Equal((Noon, 2, "410"), (second.Since, second.Count, second.Reason));
        Assert.False(await _troubles.Update(first with { Told = true }, Stop));
        Assert.False(await _troubles.Remove(first, Stop));
        Assert.True(await _troubles.Update(second with { Told = true, OverAt = Noon.AddHours(2) }, Stop));
        Trouble third = Assert.Single(await _troubles.All(Stop));
        Assert.Equal((true, Noon.AddHours(2)), (third.Told, third.OverAt));
        Assert.True(await _troubles.Remove(third, Stop));
        Assert.Empty(await _troubles.All(Stop));
    }

    [Fact]
    public async Task What_was_learned_of_a_tenant_is_read_as_it_was_written_last()
    {
        Habit[] many = [.. Enumerable.Range(0, 120).Select(i => AHabit($"Nightly {i}"))];
        Assert.Null(await _habits.Read("acme/ltd", Stop));

        await _habits.Write("acme/ltd", new TenantHabits(Noon, "UTC", many), Stop);
        await _habits.Write("acme/ltd", new TenantHabits(Noon.AddDays(1), "Europe/Berlin", [many[7], many[119], many[7]]), Stop);

        TenantHabits read = (await _habits.Read("acme/ltd", Stop))!;
        Assert.Equal((Noon.AddDays(1), "Europe/Berlin"), (read.LearnedAt, read.Zone));
        Assert.Equal(["Nightly 119", "Nightly 7"], read.All.Select(habit => habit.Workflow.Name).Order(StringComparer.Ordinal));
        Assert.Equal((TimeSpan.FromMinutes(12), 60, Noon), (read.All[0].Usual, read.All[0].Starts.Single(), read.All[0].LastStart));
        Assert.Null(await _habits.Read("acme", Stop));
    }

    [Fact]
    public async Task Digests_can_be_noted_before_anything_was_learned_and_outlive_it()
    {
        await _habits.NoteDigests("novel", ["digest-1", "digest-2"], Stop);
        Assert.Null(await _habits.Read("novel", Stop));

        await _habits.Write("novel", new TenantHabits(Noon, "UTC", []), Stop);
        Assert.Equal(["digest-1", "digest-2"], await _habits.BegunDigests("novel", Stop));
        await _habits.NoteDigests("novel", [], Stop);

        Assert.Empty(await _habits.BegunDigests("novel", Stop));
        Assert.Equal(Noon, (await _habits.Read("novel", Stop))!.LearnedAt);
    }

    [Fact]
    public async Task A_message_is_kept_once_with_the_reason_that_was_noted_before()
    {
        await _poisoned.NoteReason("never kept", "some reason", Stop);
        await _poisoned.NoteReason("a", "no \ud83e way\u0001", Stop);
        await _poisoned.Keep("a", Stop);
        _time.Advance(TimeSpan.FromMinutes(1));
        await _poisoned.Keep("b 🧦", Stop);
        await _poisoned.Keep("a", Stop);
        await _poisoned.NoteReason("b 🧦", "later", Stop);

        PoisonedMessage[] all = [.. await _poisoned.All(Stop)];
        Assert.Equal([("a", Noon), ("b 🧦", Noon.AddMinutes(1))], all.Select(message => (message.Body, message.KeptAt)));
        Assert.StartsWith("no ", all[0].Reason, StringComparison.Ordinal);
        Assert.Equal(2, await _poisoned.Count(Stop));

        await _poisoned.Note(all[0] with { Announcement = "x", Told = true }, Stop);
        Assert.Equal(("x", true, "a"), (await _poisoned.All(Stop))[0] is var told ? (told.Announcement, told.Told, told.Body) : default);
        await _poisoned.Remove(all[0].Id, Stop);
        await _poisoned.Remove(all[0].Id, Stop);
        Assert.Equal("b 🧦", Assert.Single(await _poisoned.All(Stop)).Body);
    }

    [Fact]
    public async Task The_depths_are_those_of_the_alerts_and_of_the_poison_and_what_is_too_big_goes_to_neither()
    {
        await _queue.Send("later", TimeSpan.FromMinutes(5), Stop);
        await _queue.Send("now", TimeSpan.Zero, Stop);
        await _queue.SendToPoison("bad", Stop);
        await Assert.ThrowsAsync<ArgumentException>(() => _queue.SendToPoison(new string('x', (48 * 1024) + 1), Stop));

        Assert.Equal((2, 1), await _queue.Depths(Stop));
    }

    private static Habit AHabit(string name) => new()
    {
        Workflow = new WorkflowKey("acme/ltd", "courier.group/run", name), Runs = 9, Usual = TimeSpan.FromMinutes(12), Starts = [60], LastStart = Noon,
    };
}
