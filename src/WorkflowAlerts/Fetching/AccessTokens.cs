using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace WorkflowAlerts.Fetching;

/// <summary>
/// The tenants' access tokens. A token made by hand is passed on as it is; with OAuth credentials one is fetched when it is needed and kept
/// until shortly before it expires. Callers that need one at the same time share one request.
/// </summary>
internal sealed class AccessTokens(TokenEndpoint endpoint, IOptions<WorkflowAlertsOptions> options, TimeProvider timeProvider)
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <exception cref="AmperityException">There is no usable token, or the token endpoint refused or stayed out of reach.</exception>
    public async Task<string> Get(string tenant, CancellationToken cancellationToken)
    {
        TenantOptions settings = options.Value.ForTenant(tenant);
        if (settings.HasStaticToken)
        {
            string token = settings.AccessToken.Trim();
            return AccessToken.IsUsable(token)
                ? token
                : throw new AmperityException(
                    $"AccessToken of tenant {tenant} is no token: it contains blanks or other characters no token has. Copy it again.");
        }

        Slot slot = _slots.GetOrAdd(tenant, _ => new Slot());
        Task<AccessToken> fetch;
        lock (slot)
        {
            if (slot.Fetch is null || IsOver(slot.Fetch))
            {
                // Not the caller's cancellation token: others may wait for the same answer. The total time-out bounds it.
                slot.Fetch = Task.Run(() => endpoint.Fetch(tenant, CancellationToken.None), CancellationToken.None);
            }

            fetch = slot.Fetch;
        }

        return (await fetch.WaitAsync(cancellationToken)).Value;
    }

    /// <summary>Forgets a token that Amperity refused, unless a newer one has taken its place. Returns whether asking again can help.</summary>
    public bool Invalidate(string tenant, string refused)
    {
        if (!_slots.TryGetValue(tenant, out Slot? slot))
        {
            return false;
        }

        lock (slot)
        {
            if (slot.Fetch is { IsCompletedSuccessfully: true } fetch && fetch.Result.Value == refused)
            {
                slot.Fetch = null;
            }
        }

        return true;
    }

    private bool IsOver(Task<AccessToken> fetch) =>
        fetch.IsCompleted && (!fetch.IsCompletedSuccessfully || timeProvider.GetUtcNow() >= fetch.Result.RefreshAt);

    private sealed class Slot
    {
        public Task<AccessToken>? Fetch { get; set; }
    }
}
