using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(WorkflowAlerts.IntegrationTests.LongestFirst))]

namespace WorkflowAlerts.IntegrationTests;

/// <summary>What takes minutes, most of them waiting for what a killed process held, goes first; everything else goes on beside it.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] s_first =
    [
        nameof(Crashing.GroupedCrashTests), nameof(Crashing.CrashTests), nameof(Faulting.FaultTests), nameof(Running.ScenarioTests), nameof(Operating.OperatingTests), Inbox.InboxCollection.Name,
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => Place(collection))];

    private static int Place(ITestCollection collection)
    {
        int place = Array.FindIndex(s_first, name => collection.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal));
        return place < 0 ? s_first.Length : place;
    }
}
