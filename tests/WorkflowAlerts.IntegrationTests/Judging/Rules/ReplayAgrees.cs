using WorkflowAlerts.Sending;
namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>A replay tells the same messages at the same second.</summary>
internal sealed class ReplayAgrees : Rule
{
    public override string Name => "replay agrees";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        if (hearing.Evidence.Replayed is not { } replayed)
        {
            return [];
        }

        List<string> ran = [.. hearing.Evidence.Posts.Select(post => Line(post.At, post.Channel, post.Card.Headline))];
        List<string> thought = [.. replayed.Select(line => Line(line.At, line.Channel, line.Headline))];
        return
        [
            .. Without(thought, ran).Select(line => $"replay tells {line}, and the program does not."),
            .. Without(ran, thought).Select(line => $"the program tells {line}, and replay does not."),
        ];
    }

    private static IEnumerable<string> Without(IEnumerable<string> some, IEnumerable<string> others)
    {
        List<string> left = [.. others];
        return [.. some.Where(one => !left.Remove(one))];
    }

    private static string Line(DateTimeOffset at, string channel, string headline) => $"{channel} at {Said.At(at)}: \"{headline}\"";
}
