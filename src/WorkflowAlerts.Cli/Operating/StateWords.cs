using WorkflowAlerts.Recording;

namespace WorkflowAlerts.Cli.Operating;

/// <summary>Delivery states as the command line says them.</summary>
internal static class StateWords
{
    private static readonly Dictionary<string, DeliveryState> ByWord = Enum.GetValues<DeliveryState>().ToDictionary(Of);

    public static IEnumerable<string> All => ByWord.Keys;

    public static DeliveryState? Read(string word) => ByWord.TryGetValue(word, out DeliveryState state) ? state : null;

    public static string Of(DeliveryState state) => state switch
    {
        DeliveryState.GaveUp => "gave-up",
        DeliveryState.NotTold => "not-told",
        _ => state.ToString().ToLowerInvariant(),
    };
}
