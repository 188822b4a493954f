namespace WorkflowAlerts.Tests.Fetching;

internal sealed record SeenRequest(HttpMethod Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, string Body, string? ContentType)
{
    public string? Bearer => Headers.TryGetValue("Authorization", out string? value) ? value["Bearer ".Length..] : null;
}
