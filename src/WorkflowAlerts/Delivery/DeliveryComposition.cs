using Microsoft.Extensions.DependencyInjection;

namespace WorkflowAlerts.Delivery;

internal static class DeliveryComposition
{
    public static IServiceCollection AddDelivery(this IServiceCollection services)
    {
        services.AddSingleton<Destinations>().AddSingleton<Gates>().AddSingleton<WebhookPoster>();

        // A webhook's URL is a credential, and both the client's own logging and its trace spans would carry the path: neither is wanted here.
        services.AddHttpClient(WebhookPoster.Client, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                ActivityHeadersPropagator = null,
                ConnectTimeout = TimeSpan.FromSeconds(10),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            });
        return services;
    }
}
