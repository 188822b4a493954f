namespace WorkflowAlerts.IntegrationTests.Judging.Rules;

/// <summary><c>status</c> is bad while a destination refuses or a message is poisoned, and good where nothing is wrong or overdue.</summary>
internal sealed class StatusIsTrue : Rule
{
    public override string Name => "status is true";

    public override IEnumerable<string> Broken(Hearing hearing)
    {
        Setup last = hearing.Trial.SetupAt(hearing.Trial.End);
        string[] refusing = [.. hearing.Evidence.Posts.Where(post => post.Answer is Answer.Accepted or Answer.Refused && last.Has(post.Channel))
            .GroupBy(post => post.Channel).Where(posts => posts.Last().Answer == Answer.Refused).Select(posts => posts.Key)];
        if (hearing.Evidence.Posts.Any(post => post.Answer == Answer.Refused && !last.Has(post.Channel)))
        {
            yield break;
        }

        bool isWrong = refusing.Length > 0 || hearing.Evidence.Poisoned > 0;
        if (isWrong && hearing.Evidence.IsGood)
        {
            yield return $"status says that all is well, and {(refusing.Length > 0 ? $"{refusing[0]} refused the last message" : "messages are poisoned")}.";
        }
        else if (!isWrong && !hearing.Evidence.IsGood)
        {
            yield return "status says that something is wrong at the end, and nothing is.";
        }
    }
}
