namespace WorkflowAlerts.IntegrationTests.Proving;

/// <summary>Where in a request something happens.</summary>
internal enum Moment
{
    /// <summary>The request was sent and has reached nobody.</summary>
    Before,

    /// <summary>The other side has done what it was asked; its answer has not come back.</summary>
    After,
}
