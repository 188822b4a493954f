namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>The tests of the page share one demo and one browser, one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class InboxCollection : ICollectionFixture<DemoInBrowser>
{
    public const string Name = "the inbox page";
}
