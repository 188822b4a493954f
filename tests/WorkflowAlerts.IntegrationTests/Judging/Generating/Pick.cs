using CsCheck;

namespace WorkflowAlerts.IntegrationTests.Judging.Generating;

internal static class Pick
{
    /// <summary>One of some values; one that is given twice comes twice as often.</summary>
    public static Gen<T> From<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
