using System.Security.Cryptography;
using System.Text;
using WorkflowAlerts.Storage;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>A row that cannot be read, as it is shown.</summary>
/// <param name="Id">What names it on the command line: its place may have characters that nobody can type.</param>
/// <param name="Table">Its table.</param>
/// <param name="Partition">Its partition.</param>
/// <param name="Key">Its key.</param>
/// <param name="Why">What is wrong with it.</param>
internal sealed record DamagedRowView(string Id, string Table, string Partition, string Key, string Why)
{
    public static DamagedRowView Of(DamagedRow row) => new(
        IdOf(row), Printable.Of(row.Table), Printable.Of(row.Partition), Printable.Of(row.Key), Printable.Of(row.Why));

    public static string IdOf(DamagedRow row) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(row.Place)))[..8];

    public string Line => $"{Id}  {Table}/{Partition}/{Key}: {Why}";
}
