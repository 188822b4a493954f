using WorkflowAlerts.Deciding;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using WorkflowAlerts.Connecting;

namespace WorkflowAlerts.Fetching;

/// <summary>The composition of this step. From the outside in, a request passes: access token, retries, request limit, body.</summary>
internal static class FetchingServices
{
    /// <summary>The HTTP client for the API.</summary>
    public const string ApiClient = "amperity";

    /// <summary>The HTTP client for the token endpoint.</summary>
    public const string TokenClient = "amperity-token";

    private const int Retries = 6;
    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestDelay = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_longestRetryAfter = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_attemptTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan s_totalTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Registers <see cref="IAmperityClient"/>. The caller binds <see cref="WorkflowAlertsOptions"/>.</summary>
    internal static IServiceCollection AddFetching(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IAmperityClient, AmperityClient>();
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<TokenEndpoint>();

        // In real time, whatever clock the product lives by: the limit is Amperity's.
        services.AddSingleton(provider => new RequestLimits(provider.GetRequiredService<IOptions<WorkflowAlertsOptions>>(), TimeProvider.System));
        services.AddTransient<AuthorizationHandler>();
        services.AddTransient<RateLimitHandler>();
        services.AddTransient<BodyHandler>();
        services.AddHttpClient(ApiClient).AddHttpMessageHandler<AuthorizationHandler>().AddTransport();
        services.AddHttpClient(TokenClient).AddTransport();
        return services;
    }

    /// <summary>The name of a client's <see cref="HttpStandardResilienceOptions"/>, under which they can be changed.</summary>
    internal static string ResilienceOf(string client) => client + "-standard";

    private static void AddTransport(this IHttpClientBuilder builder)
    {
        // The framework's own logging of requests would write addresses and headers.
        builder.RemoveAllLoggers();
        builder.UseSocketsHttpHandler((handler, _) =>
        {
            // A redirect would take the token elsewhere, and tells that an address is wrong.
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.AutomaticDecompression = DecompressionMethods.All;
            handler.ConnectCallback = GuardedConnection.Connect;
            handler.ConnectTimeout = TimeSpan.FromSeconds(10);
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            handler.Proxy = DirectLoopback.Instance;
        });
        builder.AddStandardResilienceHandler().Configure((resilience, services) => Configure(resilience, services.GetRequiredService<TimeProvider>()));
        builder.AddHttpMessageHandler<RateLimitHandler>().AddHttpMessageHandler<BodyHandler>();
    }

    private static void Configure(HttpStandardResilienceOptions resilience, TimeProvider timeProvider)
    {
        resilience.TotalRequestTimeout.Timeout = s_totalTimeout;
        resilience.AttemptTimeout.Timeout = s_attemptTimeout;
        resilience.Retry.MaxRetryAttempts = Retries;
        resilience.Retry.BackoffType = DelayBackoffType.Exponential;
        resilience.Retry.UseJitter = true;
        resilience.Retry.Delay = s_firstDelay;
        resilience.Retry.MaxDelay = s_longestDelay;
        Func<RetryPredicateArguments<HttpResponseMessage>, ValueTask<bool>> isTransient = resilience.Retry.ShouldHandle;
        resilience.Retry.ShouldHandle = async attempt =>
            await isTransient(attempt) && !(Wait(attempt.Outcome.Result?.Headers.RetryAfter, timeProvider) > s_longestRetryAfter);

        // The next poll is the circuit breaker; one that stays open would only turn a short trouble into a failed poll.
        // The sampling duration is only validated, against the time-out.
        resilience.CircuitBreaker.ShouldHandle = static _ => PredicateResult.False();
        resilience.CircuitBreaker.SamplingDuration = 2 * s_attemptTimeout;
    }

    // Who asks for an hour is not asked again within this poll: waiting for the total time-out would hide the reason.
    private static TimeSpan? Wait(RetryConditionHeaderValue? retryAfter, TimeProvider timeProvider) =>
        retryAfter?.Delta ?? (retryAfter?.Date - timeProvider.GetUtcNow());
}
