namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary>
/// <c>status</c> is bad while a destination refuses or a message is poisoned, and good at the end where nothing is wrong or overdue.
/// </summary>
internal sealed class StatusIsTrue : Rule
{
    public override string Name => "status is true";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        Setup last = hearing.Trial.SetupAt(hearing.Trial.End);
        if (hearing.Evidence.Posts.Any(post => post.Answer == Answer.Refused && !last.Has(post.Channel)))
        {
            yield break;
        }

        foreach ((DateTimeOffset at, int posts, bool isGood) in hearing.Evidence.Status)
        {
            if (isGood && Refusing(hearing, posts) is { } channel)
            {
                yield return $"status says at {Said.At(at)} that all is well, and {channel} refused the last message.";
            }
        }

        bool isGoodNow = hearing.Evidence.Status[^1].IsGood;
        bool isWrong = hearing.Evidence.Poisoned > 0 || Refusing(hearing, hearing.Evidence.Posts.Count) is not null;
        if (!isWrong && !isGoodNow)
        {
            yield return "status says at the end that something is wrong, and nothing is.";
        }
        else if (isGoodNow && hearing.Evidence.Poisoned > 0)
        {
            yield return "status says at the end that all is well, and messages are poisoned.";
        }
    }

    // The first destination that refused the last message it decided on.
    private static string? Refusing(Hearing hearing, int posts) => hearing.Evidence.Posts.Take(posts)
        .Where(post => post.Answer is Answer.Accepted or Answer.Refused)
        .GroupBy(post => post.Channel).FirstOrDefault(channel => channel.Last().Answer == Answer.Refused)?.Key;
}
