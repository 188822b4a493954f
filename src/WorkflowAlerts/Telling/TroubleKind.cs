namespace WorkflowAlerts.Telling;

/// <summary>What can be wrong with the product itself or with what it depends on.</summary>
public enum TroubleKind
{
    /// <summary>A tenant could not be read for too long.</summary>
    NoPoll,

    /// <summary>A tenant's access token, made by hand, expires soon or has expired.</summary>
    TokenExpires,

    /// <summary>A destination refuses messages for good.</summary>
    Refusal,

    /// <summary>Messages could not be handled and are kept. The messages themselves are announced; this is told when none is left.</summary>
    Poisoned,

    /// <summary>A row in storage cannot be read and is skipped. The subject is its place: table, partition and key.</summary>
    DamagedRow,

    /// <summary>Messages stay on the poison queue: nobody collects them, or nobody can.</summary>
    Uncollected,
}
