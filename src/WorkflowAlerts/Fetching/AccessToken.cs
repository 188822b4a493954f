namespace WorkflowAlerts.Fetching;

/// <summary>A token as the token endpoint gave it.</summary>
/// <param name="Value">The token. A secret.</param>
/// <param name="RefreshAt">From when on the next one is to be fetched.</param>
internal sealed record AccessToken(string Value, DateTimeOffset RefreshAt)
{
    private static readonly TimeSpan s_margin = TimeSpan.FromMinutes(5);

    // Nobody issues tokens for longer; a larger number would leave the calendar.
    private static readonly TimeSpan s_longestLife = TimeSpan.FromDays(365);

    /// <summary>When to fetch the next token: 5 minutes before the end, or at half the life of a token that lives shorter than 10 minutes.</summary>
    public static DateTimeOffset RefreshTime(DateTimeOffset issuedAt, TimeSpan life)
    {
        TimeSpan bounded = life > s_longestLife ? s_longestLife : life;
        return issuedAt + (bounded < 2 * s_margin ? bounded / 2 : bounded - s_margin);
    }

    /// <summary>
    /// Whether the text can travel in a header. A token copied with a line break cannot, and the framework's own complaint would quote it.
    /// </summary>
    public static bool IsUsable(string text) => text.Length > 0 && text.All(c => c is > ' ' and <= '~');

    public override string ToString() => "[secret]";
}
