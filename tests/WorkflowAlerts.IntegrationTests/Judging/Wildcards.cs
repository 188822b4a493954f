namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary><c>*</c> stands for any text, <c>?</c> for one character; case does not matter. No pattern matches everything.</summary>
internal static class Wildcards
{
    public static bool Match(string? pattern, string text) => pattern is null || Whole(pattern.ToLowerInvariant(), text.ToLowerInvariant());

    private static bool Whole(string pattern, string text) => (pattern, text) switch
    {
        ("", _) => text.Length == 0,
        _ when pattern[0] == '*' => Whole(pattern[1..], text) || (text.Length > 0 && Whole(pattern, text[1..])),
        _ => text.Length > 0 && (pattern[0] == '?' || pattern[0] == text[0]) && Whole(pattern[1..], text[1..]),
    };
}
