using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.RegularExpressions;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>A duration as people type it: 90m, 2h, 3d.</summary>
internal static partial class DurationArgument
{
    public static Func<ArgumentResult, TimeSpan> Of(TimeSpan least, TimeSpan most) => result =>
    {
        string text = result.Tokens.SingleOrDefault()?.Value ?? "";
        if (Read(text) is { } read && read >= least && read <= most)
        {
            return read;
        }

        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} \"{Printable.Of(text)}\" is not a time from {Printable.Of(least)} to {Printable.Of(most)}. Give it as 90m, 2h or 3d.");
        return default;
    };

    public static TimeSpan? Read(string text)
    {
        if (Form().Match(text) is not { Success: true } match)
        {
            return null;
        }

        int number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value[0] switch { 'm' => TimeSpan.FromMinutes(number), 'h' => TimeSpan.FromHours(number), _ => TimeSpan.FromDays(number) };
    }

    [GeneratedRegex(@"^([0-9]{1,6})([mhd])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
