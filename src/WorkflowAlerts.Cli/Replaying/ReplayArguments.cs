namespace WorkflowAlerts.Cli.Replaying;

/// <summary>What somebody wants replayed.</summary>
internal sealed record ReplayArguments
{
    /// <summary>The configuration, or null for that of the working folder.</summary>
    public string? Config { get; init; }

    /// <summary>A second configuration to hold against it.</summary>
    public string? Against { get; init; }

    /// <summary>A saved history.</summary>
    public string? FromFile { get; init; }

    /// <summary>Whether the history is made up, and from what.</summary>
    public bool Sample { get; init; }

    public int SampleRuns { get; init; }

    public int Seed { get; init; }

    public string? Since { get; init; }

    public string? Until { get; init; }

    public string? Tenant { get; init; }

    /// <summary>Where to save the history.</summary>
    public string? Save { get; init; }

    /// <summary>Whether to serve a page with the messages.</summary>
    public bool Inbox { get; init; }

    public int? Port { get; init; }

    public bool All { get; init; }

    public bool Json { get; init; }

    public bool Payloads { get; init; }

    public bool Verbose { get; init; }
}
