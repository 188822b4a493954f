using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Connecting;

namespace WorkflowAlerts.Delivery;

internal static class DeliveryComposition
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddChats().AddSingleton<Destinations>().AddSingleton<Gates>().AddSingleton<WebhookPoster>();
        return services.AddSecretHttpClient(WebhookPoster.Client);
    }

    /// <summary>An HTTP client for addresses that are credentials: both the usual logging and trace spans would carry the path, and a redirect would take the content elsewhere.</summary>
    public static IServiceCollection AddSecretHttpClient(this IServiceCollection services, string name)
    {
        services.AddHttpClient(name, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
                ConnectCallback = GuardedConnection.Connect,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                Proxy = DirectLoopback.Instance,
            });
        return services;
    }
}
