using System.Runtime.CompilerServices;
using WorkflowAlerts.Matching;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Routing;

namespace WorkflowAlerts.Deciding;

/// <summary>What a route tells waits until its quiet hours end, unless they let it through.</summary>
public sealed class QuietRestraint : IRestraint
{
    private readonly ConditionalWeakTable<RouteOptions, QuietHours> _quietHours = [];

    ValueTask<Wait?> IRestraint.On(Concern concern, RouteOptions? route, DateTimeOffset now, CancellationToken cancellationToken) => ValueTask.FromResult(
        route is { Quiet.Count: > 0 } && _quietHours.GetValue(route, key => new QuietHours(key.Quiet)).EndIfQuiet(now, concern) is { } end
            ? new Wait(WaitReason.QuietHours, end)
            : null);
}
