using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using WorkflowAlerts.Telling;

namespace WorkflowAlerts.Recording;

/// <summary>
/// The two strings under which the ledger keeps a message: tenant and day; run, outcome and end. Foreign text is never used raw: table keys refuse <c>/ \ # ?</c>
/// and control characters, and stop at 1 KiB.
/// </summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model</remarks>
public readonly record struct LedgerKey(string Partition, string Row)
{
    private const int LongestPlain = 200;

    public static LedgerKey Of(MessageKey key) => new(PartitionOf(key.Tenant, key.At), key.IsVersion1 ? Beginning(key) : RowOf(key));

    /// <summary>The row's key: a run that ends again, in another way or at another time, has another row.</summary>
    public static string RowOf(MessageKey key) => WithEnd(Beginning(key), key.At);

    /// <summary>What the keys of all rows of a run begin with, and what they end before.</summary>
    public static (string From, string To) RowsOf(string runId) => ($"{Encode(runId)}|", $"{Encode(runId)}|~");

    internal static bool HasEnd(string row) => row.Count(c => c == '|') == 2;

    internal static string WithEnd(string row, DateTimeOffset at) => $"{row}|{at.UtcTicks.ToString("x16", CultureInfo.InvariantCulture)}";

    private static string Beginning(MessageKey key) => $"{Encode(key.Id)}|{key.Outcome.ToString().ToLowerInvariant()}";

    /// <summary>The partition of a tenant's runs that ended on a day, UTC.</summary>
    public static string PartitionOf(string tenant, DateTimeOffset at) =>
        $"{Encode(tenant)}|{at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>Keeps harmless text readable and hashes everything else; the two forms cannot meet, since only a hash starts with a tilde.</summary>
    public static string Encode(string text) =>
        text.Length is > 0 and <= LongestPlain && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? text
            : "~" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
}
