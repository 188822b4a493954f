using System.Net;
using System.Net.Sockets;

namespace WorkflowAlerts.Connecting;

/// <summary>
/// The addresses at which clouds hand out credentials to whoever asks from inside. A webhook or API address that leads there is a mistake or an attack.
/// </summary>
/// <remarks>
/// Azure: https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service and https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16;
/// AWS: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html; Google: https://cloud.google.com/compute/docs/metadata/querying-metadata;
/// Alibaba: https://www.alibabacloud.com/help/en/ecs/user-guide/view-instance-metadata; Oracle Classic: 192.0.0.192.
/// </remarks>
internal static class MetadataAddress
{
    private static readonly string[] s_names = ["metadata.google.internal", "metadata", "metadata.azure.internal", "instance-data", "instance-data.ec2.internal"];

    private static readonly IPAddress[] s_addresses =
    [
        IPAddress.Parse("168.63.129.16"), IPAddress.Parse("100.100.100.200"), IPAddress.Parse("192.0.0.192"), IPAddress.Parse("fd00:ec2::254"), IPAddress.Parse("fd20:ce::254"),
    ];

    /// <summary>Whether an address names a metadata service; a name that only resolves to one is found when connecting.</summary>
    public static bool Is(Uri uri)
    {
        string host = uri.IdnHost.TrimEnd('.').Trim('[', ']');
        return s_names.Contains(host, StringComparer.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out IPAddress? address) && Is(address));
    }

    /// <summary>Whether this is a metadata service's address, or a link-local one, which only this machine's own network knows.</summary>
    public static bool Is(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.IsIPv6LinkLocal
            || s_addresses.Contains(plain)
            || (plain.AddressFamily == AddressFamily.InterNetwork && plain.GetAddressBytes() is [169, 254, _, _]);
    }
}
