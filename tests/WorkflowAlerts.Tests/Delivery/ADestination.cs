using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Chats.Slack;
using WorkflowAlerts.Chats.Teams;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Rendering;

namespace WorkflowAlerts.Tests.Delivery;

/// <summary>Webhooks to send to, and the poster as the product composes it.</summary>
internal static class ADestination
{
    public const string SlackUrl = "https://hooks.slack.com/services/T0SECRET01/B0SECRET02/kq7Zt2SecretTokenXyz98";

    public const string TeamsUrl =
        "https://prod-07.westeurope.logic.azure.com:443/workflows/9f86d081884c7d659a2feaa0/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=aB3_dE6-gH9jK2mN5pQ8sT1vW4yZ7";

    public static readonly RenderedMessage Message = new("""{"blocks":[]}"""u8.ToArray(), new Lazy<ReadOnlyMemory<byte>>("""{"text":"plain"}"""u8.ToArray()));

    public static Destination Slack(string url = SlackUrl, int? burst = null, TimeSpan? interval = null, params (string Name, string Value)[] headers) =>
        Of(new SlackChat(), url, burst, interval, headers);

    public static Destination Teams(string url = TeamsUrl, params (string Name, string Value)[] headers) => Of(new TeamsChat(), url, null, null, headers);

    /// <summary>The poster over <paramref name="handler"/>, or over the product's own sockets where it is null.</summary>
    public static WebhookPoster Poster(HttpMessageHandler? handler, TimeProvider time)
    {
        IServiceCollection services = new ServiceCollection().AddSingleton(time).AddSingleton(Options.Create(new WorkflowAlertsOptions())).AddDelivery();
        if (handler is not null)
        {
            services.AddHttpClient(WebhookPoster.Client).ConfigurePrimaryHttpMessageHandler(() => handler);
        }

        return services.BuildServiceProvider().GetRequiredService<WebhookPoster>();
    }

    public static string Text(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetString(body.Span);

    private static Destination Of(IChat chat, string url, int? burst, TimeSpan? interval, (string Name, string Value)[] headers) =>
        new("data-team", new DestinationOptions
        {
            Kind = chat.Name,
            WebhookUrl = url,
            Pacing = new PacingOptions { Burst = burst, Interval = interval },
            Headers = headers.ToDictionary(header => header.Name, header => header.Value),
        }, chat);
}
