namespace WorkflowAlerts.Delivery;

/// <summary>One gate a destination, for the life of the process.</summary>
public sealed class Gates(Destinations destinations, TimeProvider time) : IDisposable
{
    private readonly Dictionary<string, Gate> _gates =
        destinations.All.ToDictionary(destination => destination.Name, destination => new Gate(destination, time), StringComparer.OrdinalIgnoreCase);

    internal Gate this[Destination destination] => _gates[destination.Name];

    public void Dispose()
    {
        foreach (Gate gate in _gates.Values)
        {
            gate.Dispose();
        }
    }
}
