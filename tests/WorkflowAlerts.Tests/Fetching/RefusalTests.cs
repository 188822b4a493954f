using WorkflowAlerts.Telling;
using System.Net;
using Microsoft.Extensions.Logging;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class RefusalTests
{
    [Theory]
    [InlineData(400, "ApiVersion (2024-04-01)")]
    [InlineData(401, "API key")]
    [InlineData(403, "\"DataGrid Operator\"")]
    [InlineData(404, "BaseUrl (https://socktown.amperity.com/api)")]
    [InlineData(405, "BaseUrl")]
    [InlineData(408, "next poll")]
    [InlineData(409, "Amperity Support")]
    [InlineData(429, "Another client")]
    [InlineData(500, "next poll")]
    [InlineData(503, "next poll")]
    [InlineData(599, "next poll")]
    public async Task A_refusal_names_tenant_status_message_and_ids_and_says_what_to_do(int status, string advice)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(ScriptedAmperity.Json(
            $$"""{"status":{{status}},"message":"It does\nnot work.","request_id":"req-1","trace_id":"tr-2"}""", (HttpStatusCode)status));

        AmperityException refusal = await setup.ListIsRefused("socktown", $"status {status}", ": It does not work. ", "request_id req-1", "trace_id tr-2", advice);

        Assert.Equal(((HttpStatusCode)status, "req-1", "tr-2"), (refusal.Status, refusal.RequestId, refusal.TraceId));
    }

    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently)]
    [InlineData(HttpStatusCode.Found)]
    [InlineData(HttpStatusCode.TemporaryRedirect)]
    [InlineData(HttpStatusCode.PermanentRedirect)]
    public async Task A_redirection_is_an_error_that_names_BaseUrl_and_where_it_led(HttpStatusCode status)
    {
        using var setup = new FetchingSetup();
        setup.Settings.BaseUrl = "https://user:password@socktown.amperity.com/api?key=value";
        setup.Amperity.Api = (_, _) => Task.FromResult(new HttpResponseMessage(status) { Headers = { Location = new Uri("https://login.example.com/?next=secret") } });

        AmperityException refusal = await setup.ListIsRefused("BaseUrl (https://socktown.amperity.com/api)", "a redirection to login.example.com");

        Assert.DoesNotContain("password", refusal.Message, StringComparison.Ordinal);
        Assert.Single(setup.Amperity.ApiRequests);
    }

    [Theory]
    [InlineData(201)]
    [InlineData(204)]
    [InlineData(206)]
    public async Task Another_kind_of_success_is_no_page(int status)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(ScriptedAmperity.Json("""{"data":[]}""", (HttpStatusCode)status));

        await setup.ListIsRefused($"status {status}");
    }

    [Fact]
    public async Task A_body_that_is_no_JSON_is_shortened_and_cleaned()
    {
        using var setup = new FetchingSetup();
        string token = ScriptedAmperity.FirstToken;
        // The token lies across the place where the text is cut.
        string page = "<html>\r\n\u001b[31m\0Proxy\u202e " + new string('x', 160) + token + new string('y', 5000);
        setup.Amperity.Api = (_, _) => Task.FromResult(ScriptedAmperity.Json(page, HttpStatusCode.Forbidden));

        AmperityException refusal = await setup.ListIsRefused("<html> [31m Proxy xxx", "…");

        Assert.DoesNotContain("token-", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message, c => char.IsControl(c) || c == '\u202e');
        Assert.InRange(refusal.Message.Length, 250, 450);
    }

    [Fact]
    public async Task An_endless_refusal_is_read_to_64_KB_only()
    {
        using var setup = new FetchingSetup();
        var endless = new BrokenStream(long.MaxValue);
        setup.Amperity.Api = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StreamContent(endless) });

        await setup.ListIsRefused("403");

        Assert.InRange(endless.Served, 1, 128 * 1024);
    }

    [Fact]
    public async Task A_refusal_whose_body_breaks_off_is_still_a_refusal()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden) { Content = new StreamContent(new BrokenStream(10)) });

        await setup.ListIsRefused("403", "xxxxxxxxxx", "DataGrid Operator");
    }

    [Theory]
    [InlineData("""{"message":{"a":1},"request_id":7,"trace_id":[]}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_body_of_an_unexpected_shape_is_no_trouble(string body)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(ScriptedAmperity.Json(body, HttpStatusCode.Forbidden));

        AmperityException refusal = await setup.ListIsRefused("403");

        Assert.Null(refusal.RequestId);
        Assert.Null(refusal.TraceId);
    }

    [Fact]
    public async Task A_deprecation_is_logged_once_a_tenant()
    {
        using var setup = new FetchingSetup();
        setup.Options.Tenants["sandbox"] = setup.Settings;
        setup.Amperity.Api = (_, _) =>
        {
            HttpResponseMessage response = ScriptedAmperity.Json("""{"data":[]}""");
            response.Headers.Add("Deprecation", "@1781841600");
            response.Headers.Add("Sunset", "Sat, 19 Dec 2026 00:00:00 GMT");
            return Task.FromResult(response);
        };

        await setup.List();
        await setup.List();
        Assert.Equal(["socktown"], Warnings());
        await foreach (RunPage _ in setup.Client.ListRuns("sandbox", new RunFilter(), TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal(["socktown", "sandbox"], Warnings());

        IEnumerable<string> Warnings() => setup.Logs.All
            .Where(line => line.Level == LogLevel.Warning && line.Text.Contains("@1781841600", StringComparison.Ordinal)
                && line.Text.Contains("19 Dec 2026", StringComparison.Ordinal) && line.Text.Contains("2024-04-01", StringComparison.Ordinal))
            .Select(line => line.Text.Contains("tenant sandbox", StringComparison.Ordinal) ? "sandbox" : "socktown");
    }

    [Fact]
    public async Task No_log_line_carries_a_secret_or_an_address()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (n, _) => n < 3 ? throw new HttpRequestException("reset") : Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));

        await setup.ListIsRefused("401");

        Assert.NotEmpty(setup.Logs.All);
        Assert.All(setup.Logs.All, line =>
        {
            Assert.DoesNotContain(FetchingSetup.Secret, line.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("token-aaaa", line.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("https://", line.Text, StringComparison.Ordinal);
        });
    }
}
