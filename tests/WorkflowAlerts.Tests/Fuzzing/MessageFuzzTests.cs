using WorkflowAlerts.Telling;
using System.Text;
using CsCheck;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Tests.Queueing;

namespace WorkflowAlerts.Tests.Fuzzing;

public sealed class MessageFuzzTests
{
    private static readonly string s_failures = AlertMessage.Pack(
    [
        new FailedRun
        {
            Tenant = "socktown", Id = "wf-1", Outcome = Outcome.Failed, Attribution = Attribution.Customer, WorkflowType = "courier.group/run", WorkflowName = "Daily",
            EndedAt = new DateTimeOffset(2026, 6, 19, 6, 0, 0, TimeSpan.Zero), ErrorType = "t", ErrorMessage = "m",
        },
        new FailedRun { Tenant = "socktown", Id = "wf-2", Outcome = Outcome.Canceled },
    ]).Single();

    private static readonly string[] s_messages =
        [s_failures, AlertMessage.Pack([EveryKind.Late]).Single(), .. EarlierVersionTests.Bodies.Where(body => body.Data.Item1 == typeof(LateRun)).Select(body => body.Data.Item2)];

    [Fact]
    public void A_damaged_queue_message_is_alerts_or_an_error_of_ours_and_what_is_read_can_be_told() => Gen.Frequency(
        (6, Gen.OneOf([.. s_messages.Select(Damage.Of)]).Select(Encoding.UTF8.GetString)),

        // Halves of surrogate pairs, which no UTF-8 can hold but a string can.
        (1, Gen.Select(Gen.Int[0, s_failures.Length - 1], Gen.Char['\ud7f0', '\ue00f'], (at, c) => s_failures.Insert(at, c.ToString()))),
        (1, Gen.String)).Sample(AlertsOrError, iter: Damage.Inputs);

    private static void AlertsOrError(string body)
    {
        try
        {
            Assert.All(AlertMessage.Read(body), NextSteps.Take);
        }
        catch (UnreadableMessageException unreadable)
        {
            Assert.InRange(unreadable.Message.Length, 1, 300);
        }
    }
}
