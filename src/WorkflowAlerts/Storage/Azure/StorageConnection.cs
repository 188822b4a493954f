using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace WorkflowAlerts.Storage.Azure;

/// <summary>
/// Makes the storage clients from <c>AzureWebJobsStorage</c>, in the forms the Functions host knows: a connection string, or an account
/// name or service
/// addresses with an identity.
/// </summary>
/// <remarks>https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity</remarks>
public sealed class StorageConnection(IConfiguration configuration)
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "AzureWebJobsStorage";

    // Its name is the same everywhere:
    // https://learn.microsoft.com/azure/storage/common/storage-use-azurite#well-known-storage-account-and-key
    private const string Emulator = "devstoreaccount1";

    private static readonly HttpClientTransport s_direct = new(
        new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 50 })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        });

    private readonly IConfigurationSection _section = configuration.GetSection(Setting);

    /// <summary>A client for queues whose messages are Base64, as the Functions host reads them.</summary>
    /// <param name="configure">Changes the client's options.</param>
    /// <exception cref="StorageSettingException">The setting is missing or wrong.</exception>
    public QueueServiceClient Queues(Action<QueueClientOptions>? configure = null)
    {
        QueueClientOptions options = new() { MessageEncoding = QueueMessageEncoding.Base64 };
        Limit(options);
        configure?.Invoke(options);
        QueueServiceClient client = Client();
        return GoesDirectly(options, client.Uri, client.AccountName) ? Client() : client;

        QueueServiceClient Client() => Connect(
            connectionString => new QueueServiceClient(connectionString, options), "queue", (address, identity) => new QueueServiceClient(address, identity, options));
    }

    /// <summary>A client for tables.</summary>
    /// <exception cref="StorageSettingException">The setting is missing or wrong.</exception>
    public TableServiceClient Tables()
    {
        TableClientOptions options = new();
        Limit(options);
        TableServiceClient client = Client();
        return GoesDirectly(options, client.Uri, client.AccountName) ? Client() : client;

        TableServiceClient Client() => Connect(
            connectionString => new TableServiceClient(connectionString, options), "table", (address, identity) => new TableServiceClient(address, identity, options));
    }

    private T Connect<T>(Func<string, T> byConnectionString, string kind, Func<Uri, TokenCredential, T> byIdentity)
    {
        if (!string.IsNullOrWhiteSpace(_section.Value))
        {
            try
            {
                return byConnectionString(_section.Value);
            }
            catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
            {
                // Not the exception's own message, and not the exception: either may hold a part of the key.
                throw new StorageSettingException(
                    $"{Setting} is no connection string. Copy it from the storage account's Access keys, or write UseDevelopmentStorage=true for Azurite on its usual ports.");
            }
        }

        return byIdentity(Address(kind), Identity());
    }

    private Uri Address(string kind)
    {
        string setting = $"{kind}ServiceUri";
        string? given = _section[setting] ?? (_section["accountName"] is { Length: > 0 } account ? $"https://{account}.{kind}.core.windows.net" : null);
        if (given is null)
        {
            throw new StorageSettingException(
                $"{Setting} is not set. Give a connection string (UseDevelopmentStorage=true for Azurite), or {Setting}__accountName, or {Setting}__queueServiceUri and {Setting}__tableServiceUri.");
        }

        return Uri.TryCreate(given, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw new StorageSettingException($"{Setting}__{setting} is no https address. Give one such as https://account.{kind}.core.windows.net.");
    }

    private TokenCredential Identity() => _section["credential"]?.ToLowerInvariant() switch
    {
        null or "" => new DefaultAzureCredential(),
        "managedidentity" => new ManagedIdentityCredential(
            _section["clientId"] is { Length: > 0 } id ? ManagedIdentityId.FromUserAssignedClientId(id) : ManagedIdentityId.SystemAssigned),
        _ => throw new StorageSettingException($"{Setting}__credential must be managedidentity, or absent."),
    };

    // The library knows HTTP_PROXY as well, which would send even what is for this machine or for the emulator beside it to the proxy.
    private static bool GoesDirectly(ClientOptions options, Uri address, string account)
    {
        bool directly = address.IsLoopback || account == Emulator;
        if (directly)
        {
            options.Transport = s_direct;
        }

        return directly;
    }

    // Fewer and shorter tries than the library's own: a queue message comes back anyway, and a stop must not wait long.
    private static void Limit(ClientOptions options)
    {
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(5);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(20);
    }
}
