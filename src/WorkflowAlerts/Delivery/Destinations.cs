using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;

namespace WorkflowAlerts.Delivery;

/// <summary>The configured destinations, by name. Case does not matter.</summary>
public sealed class Destinations(IOptions<WorkflowAlertsOptions> options, ChatKinds chats)
{
    private readonly Dictionary<string, Destination> _byName = options.Value.Destinations
        .Select(pair => new Destination(pair.Key, pair.Value, chats.Find(pair.Value.Kind)!))
        .ToDictionary(destination => destination.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<Destination> All => _byName.Values;

    public Destination this[string name] => _byName[name];

    /// <summary>A destination, or null where the configuration has none of that name.</summary>
    public Destination? Find(string name) => _byName.GetValueOrDefault(name);
}
