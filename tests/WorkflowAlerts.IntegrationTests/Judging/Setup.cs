using WorkflowAlerts.Telling;
namespace WorkflowAlerts.IntegrationTests.Judging;

/// <summary>A configuration as the judge knows it: the words of the settings, and nothing of the product's types.</summary>
internal sealed record Setup
{
    public required IReadOnlyList<string> Tenants { get; init; }

    public required IReadOnlyList<SetupChannel> Channels { get; init; }

    public IReadOnlyList<SetupRoute> Routes { get; init; } = [];

    public required IReadOnlyList<string> DefaultTo { get; init; }

    public required string Operations { get; init; }

    public int Threshold { get; init; } = 10;

    public int MaxCards { get; init; } = 3;

    public bool Cascade { get; init; } = true;

    public bool Has(string channel) => Channels.Any(one => one.Name == channel);

    /// <summary>The same as settings of the section, by their names.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Settings()
    {
        foreach (string tenant in Tenants)
        {
            yield return new($"Tenants:{tenant}:BaseUrl", $"https://{tenant}.amperity.com/api");
            yield return new($"Tenants:{tenant}:AccessToken", "token");
            yield return new($"Tenants:{tenant}:PageSize", "1000");
        }

        IEnumerable<(string Name, object Value)> rest =
        [
            .. Channels.SelectMany(channel =>
                channel.Settings().Select(setting => ($"Destinations:{channel.Name}:{setting.Name}", setting.Value))),
            .. Routes.SelectMany((route, i) => route.Settings().Select(setting => ($"Routes:{i}:{setting.Name}", setting.Value))),
            .. DefaultTo.Select((to, i) => ($"DefaultTo:{i}", (object)to)),
            ("Operations:0", Operations), ("Digest:Threshold", Threshold), ("Digest:MaxCards", MaxCards), ("Cascade:Enabled", Cascade),
            ("Details:Enabled", false),

            // What has to wait for its turn goes back onto the queue, which is on simulated time.
            ("Delivery:MaxPacingWait", TimeSpan.Zero),
        ];
        foreach ((string name, object value) in rest)
        {
            yield return new(name, Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
