namespace WorkflowAlerts.Storage;

/// <summary>Who reads the rows of some partitions of a table, and knows how they must be.</summary>
public interface IRowReader
{
    /// <summary>The table's name.</summary>
    string Table { get; }

    /// <summary>Whether the rows of a partition are this reader's.</summary>
    bool Reads(string partition);

    /// <summary>Reads one of its rows for nothing but to see that it can be.</summary>
    /// <exception cref="UnreadableRowException">It cannot; the message says why. Any other exception means the same.</exception>
    void Try(Row row);
}
