using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Recording;

/// <summary>
/// The two strings under which the ledger keeps an alert: tenant and day, run and outcome. Foreign text is never used raw: table keys refuse <c>/ \ # ?</c>
/// and control characters, and stop at 1 KiB.
/// </summary>
/// <remarks>https://learn.microsoft.com/rest/api/storageservices/understanding-the-table-service-data-model</remarks>
public readonly record struct LedgerKey(string Partition, string Row)
{
    private const int LongestPlain = 200;

    public static LedgerKey Of(AlertKey key) =>
        new(PartitionOf(key.Tenant, key.At), $"{Encode(key.RunId)}|{key.Outcome.ToString().ToLowerInvariant()}");

    /// <summary>The partition of a tenant's runs that ended on a day, UTC.</summary>
    public static string PartitionOf(string tenant, DateTimeOffset at) =>
        $"{Encode(tenant)}|{at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";

    /// <summary>Keeps harmless text readable and hashes everything else; the two forms cannot meet, since only a hash starts with a tilde.</summary>
    public static string Encode(string text) =>
        text.Length is > 0 and <= LongestPlain && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? text
            : "~" + Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())));
}
