using WorkflowAlerts.Telling;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Validating;

namespace WorkflowAlerts.Tests.Validating;

public sealed class QuietRulesTests
{
    [Theory]
    [InlineData("mon-fri 22:00 06:00 Europe/Berlin")]
    [InlineData("sat,sun 00:00 24:00 UTC; fri 22:00 24:00 UTC; mon 00:00 07:30 UTC")]
    [InlineData("Fri-Mon 22:00 21:59 America/Argentina/Buenos_Aires")]
    [InlineData("mon 22:00 23:00 UTC; mon 22:00 23:00 Europe/London")]
    public void Good_windows_have_no_mistake(string windows) => Assert.Empty(Mistakes(windows));

    [Theory]
    [InlineData(" 22:00 06:00 UTC", "0:Days is empty. Name the days on which the window begins")]
    [InlineData("weekdays 22:00 06:00 UTC", "0:Days:0 is no day of the week. Give mon,")]
    [InlineData("mon,mon-tue-wed 22:00 06:00 UTC", "0:Days:1 is no day of the week.")]
    [InlineData("mon 24:00 06:00 UTC", "0:From is no time of day. Give hh:mm from 00:00 to 23:59.")]
    [InlineData("mon 10pm 06:00 UTC", "0:From is no time of day.")]
    [InlineData("mon 22:00 6:00 UTC", "0:To is no time of day. Give hh:mm from 00:00 to 24:00.")]
    [InlineData("mon 22:00 24:01 UTC", "0:To is no time of day.")]
    [InlineData("mon 22:00 12:60 UTC", "0:To is no time of day.")]
    [InlineData("mon 22:00 06:00\n UTC", "0:To is no time of day.")]
    [InlineData("mon 22:00 22:00 UTC", "0 ends when it begins. For the whole day give From 00:00 and To 24:00.")]
    [InlineData("mon 22:00 06:00 ", "0:Zone is no IANA time zone. Give a name such as Europe/Berlin")]
    [InlineData("mon 22:00 06:00 Mars/Olympus", "0:Zone is no IANA time zone. Give a name such as Europe/Berlin")]
    [InlineData("mon 22:00 06:00 ../../etc/passwd", "0:Zone is no IANA time zone. Give")]
    [InlineData("mon 22:00 06:00 W._Europe_Standard_Time", "0:Zone is no IANA time zone. Write Europe/Berlin.")]
    [InlineData("mon 22:00 06:00 europe/berlin", "0:Zone is no IANA time zone. Write Europe/Berlin.")]
    [InlineData("mon 22:00 06:00 New_York", "0:Zone is no IANA time zone. Write America/New_York.")]
    [InlineData("mon-fri 22:00 06:00 UTC; sat 05:00 07:00 UTC", "1 overlaps a window above.")]
    [InlineData("sat 22:00 06:00 UTC; sun 05:59 07:00 UTC", "1 overlaps a window above.")]
    [InlineData("mon-sun 00:00 24:00 UTC", " is quiet all week and would never tell anything.")]
    [InlineData("mon-sun 00:00 12:00 UTC; mon-sun 12:00 00:00 UTC", " is quiet all week and would never tell anything.")]
    public void A_mistake_is_named_with_its_mend(string windows, string mistake) =>
        Assert.StartsWith($"WorkflowAlerts:Quiet{(mistake[0] == ' ' ? "" : ":")}{mistake}", Assert.Single(Mistakes(windows)), StringComparison.Ordinal);

    [Fact]
    public void An_exception_has_a_condition()
    {
        QuietOptions window = Window("mon 22:00 06:00 UTC");
        window.Except = [new ExceptOptions { Name = "daily *" }, new ExceptOptions { Type = "" }, new ExceptOptions { Outcome = WorkflowAlerts.Runs.Outcome.Succeeded }];
        Mistakes mistakes = new();

        QuietRules.Check([window], "Quiet", mistakes);

        Assert.Equal(2, mistakes.Found.Count);
        Assert.StartsWith("WorkflowAlerts:Quiet:0:Except:1 has no condition", mistakes.Found[0], StringComparison.Ordinal);
        Assert.StartsWith("WorkflowAlerts:Quiet:0:Except:2:Outcome is succeeded", mistakes.Found[1], StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Mistakes(string windows)
    {
        Mistakes mistakes = new();
        QuietRules.Check([.. windows.Split("; ").Select(Window)], "Quiet", mistakes);
        return mistakes.Found;
    }

    private static QuietOptions Window(string window)
    {
        string[] parts = window.Split(' ');
        return new QuietOptions
        {
            Days = [.. parts[0].Split(',', StringSplitOptions.RemoveEmptyEntries)], From = parts[1], To = parts[2], Zone = parts[3].StartsWith("W._", StringComparison.Ordinal) ? parts[3].Replace('_', ' ') : parts[3],
        };
    }
}
