using WorkflowAlerts.Sending;
using WorkflowAlerts.Telling;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Tests.Cli;

public sealed class InboxMessagesTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 19, 4, 3, 9, TimeSpan.Zero);

    private readonly FakeTimeProvider _time = new(Now);

    [Fact]
    public void Messages_are_numbered_in_the_order_they_arrive_and_only_what_is_new_is_told_again()
    {
        InboxMessages inbox = new(_time);
        inbox.Add(Message("a"));
        InboxChanges first = inbox.Since(0);
        inbox.Add(Message("b"));

        InboxChanges second = inbox.Since(first.Version);

        Assert.Equal(1, Assert.Single(first.Messages).Id);
        Assert.Equal((2, "b"), (Assert.Single(second.Messages).Id, second.Messages[0].Body));
        Assert.True(first.Next.IsCompleted);
        Assert.False(second.Next.IsCompleted);
    }

    [Fact]
    public void An_answer_is_noted_at_the_message_that_arrived_by_it()
    {
        InboxMessages inbox = new(_time);
        inbox.Add(Message("a"));
        inbox.Add(Message("b"));
        long version = inbox.Since(0).Version;

        inbox.Note(InboxMessage.Of(Sent("a", DeliveryState.Delivered), new SlackChat()));

        InboxMessage changed = Assert.Single(inbox.Since(version).Messages);
        Assert.Equal((1, "200 ok", 2), (changed.Id, changed.Delivery!.Answer, changed.Delivery.Attempts));
        Assert.Equal(InboxSubject.Failed, changed.Subject);
    }

    [Fact]
    public void A_send_that_nothing_else_shows_becomes_a_message()
    {
        InboxMessages inbox = new(_time);

        inbox.Note(InboxMessage.Of(Sent("a", DeliveryState.Refused), new SlackChat()));

        Assert.Equal(DeliveryState.Refused, Assert.Single(inbox.Since(0).Messages).Delivery!.State);
    }

    [Fact]
    public void A_second_message_of_a_run_at_a_destination_names_the_first()
    {
        InboxMessages inbox = new(_time);

        inbox.Note(InboxMessage.Of(Sent("a", DeliveryState.Delivered), new SlackChat()));
        inbox.Note(InboxMessage.Of(Sent("b", DeliveryState.Delivered), new SlackChat()));
        inbox.Note(InboxMessage.Of(Sent("c", DeliveryState.Delivered) with { Destination = "elsewhere" }, new SlackChat()));
        inbox.Note(InboxMessage.Of(Sent("d", DeliveryState.Delivered), new SlackChat()) with { Subject = InboxSubject.Expectation });

        Assert.Equal([null, 1, null, null], inbox.Since(0).Messages.Select(message => message.RepeatOf));
    }

    [Fact]
    public void Beyond_its_size_the_oldest_are_dropped_and_counted()
    {
        InboxMessages inbox = new(_time);

        for (int i = 0; i < InboxMessages.Most + 3; i++)
        {
            inbox.Add(Message($"{i}"));
        }

        InboxChanges changes = inbox.Since(0);
        Assert.Equal((InboxMessages.Most, 3, 4), (changes.Messages.Count, changes.Dropped, changes.Messages[0].Id));
    }

    [Fact]
    public void Arrivals_are_counted_by_minute_the_newest_last()
    {
        InboxMessages inbox = new(_time);
        inbox.Add(Message("a"));
        _time.Advance(TimeSpan.FromMinutes(2));
        inbox.Add(Message("b") with { At = _time.GetUtcNow() });
        inbox.Add(Message("c") with { At = _time.GetUtcNow() });

        Assert.Equal([0, 1, 0, 2], inbox.PerMinute(4));
    }

    private static InboxMessage Message(string body) => new("data-team", new SlackChat(), body, Now);

    private static Sent Sent(string body, DeliveryState state) => new(
        new FailedRun { Tenant = "socktown", Id = "wf-1", Outcome = Outcome.Failed, EndedAt = Now }, "data-team",
        new DeliveryEntry(state, Now, 2, "200 ok", Now), Encoding.UTF8.GetBytes(body));
}
