using WorkflowAlerts.Telling;
using System.Net;
using System.Web;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Fetching;

namespace WorkflowAlerts.Tests.Fetching;

public sealed class AccessTokensTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_request_is_a_form_with_the_client_credentials_and_the_tenant_in_a_header()
    {
        using var setup = new FetchingSetup();

        await setup.Client.Authenticate(FetchingSetup.Tenant, Cancellation);

        SeenRequest request = Assert.Single(setup.Amperity.TokenRequests);
        Assert.Equal("https://socktown.amperity.com/api/v0/oauth2/token", request.Uri.AbsoluteUri);
        Assert.Equal("application/x-www-form-urlencoded", request.ContentType);
        Assert.Equal("socktown", request.Headers["X-Amperity-Tenant"]);
        Assert.False(request.Headers.ContainsKey("Authorization"));
        var form = HttpUtility.ParseQueryString(request.Body);
        Assert.Equal(["grant_type", "client_id", "client_secret"], form.AllKeys);
        Assert.Equal(("client_credentials", "client-1", FetchingSetup.Secret), (form["grant_type"], form["client_id"], form["client_secret"]));
        Assert.Empty(setup.Amperity.ApiRequests);
    }

    [Fact]
    public async Task Fifty_callers_at_once_share_one_request()
    {
        using var setup = new FetchingSetup();
        var release = new TaskCompletionSource();
        var answer = setup.Amperity.Token;
        setup.Amperity.Token = async (n, cancellation) =>
        {
            await release.Task;
            return await answer(n, cancellation);
        };

        Task[] callers = [.. Enumerable.Range(0, 50).Select(_ => Task.Run(() => setup.List()))];
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancellation);
        release.SetResult();
        await Task.WhenAll(callers);

        Assert.Single(setup.Amperity.TokenRequests);
        Assert.Equal(50, setup.Amperity.ApiRequests.Length);
    }

    [Fact]
    public async Task A_caller_that_gives_up_does_not_take_the_token_from_the_others()
    {
        using var setup = new FetchingSetup();
        var release = new TaskCompletionSource();
        var answer = setup.Amperity.Token;
        setup.Amperity.Token = async (n, cancellation) =>
        {
            await release.Task;
            return await answer(n, cancellation);
        };
        using var givesUp = new CancellationTokenSource();
        Task first = setup.Client.Authenticate(FetchingSetup.Tenant, givesUp.Token);
        Task second = setup.Client.Authenticate(FetchingSetup.Tenant, Cancellation);

        await givesUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        release.SetResult();
        await second;

        Assert.Single(setup.Amperity.TokenRequests);
    }

    [Theory]
    [InlineData("3600", 55 * 60)]
    [InlineData("600", 5 * 60)]
    [InlineData("598", 299)]
    [InlineData("60", 30)]
    [InlineData("\"3600\"", 55 * 60)]
    [InlineData("1e300", (365 * 24 * 60 * 60) - (5 * 60))]
    [InlineData("null", 5 * 60)]
    [InlineData("-1", 5 * 60)]
    [InlineData("\"soon\"", 5 * 60)]
    public async Task A_token_is_kept_until_shortly_before_it_expires(string expiresIn, int secondsKept)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Token = (n, _) => Task.FromResult(ScriptedAmperity.Json($$"""{"access_token":"t{{n}}","expires_in":{{expiresIn}}}"""));

        await setup.List();
        setup.Time.Advance(TimeSpan.FromSeconds(secondsKept - 1));
        await setup.List();
        Assert.Single(setup.Amperity.TokenRequests);

        setup.Time.Advance(TimeSpan.FromSeconds(1));
        await setup.List();
        Assert.Equal(["t1", "t1", "t2"], setup.Amperity.ApiRequests.Select(request => request.Bearer));
    }

    [Fact]
    public async Task Each_tenant_has_a_token_of_its_own()
    {
        using var setup = new FetchingSetup();
        setup.Options.Tenants["sandbox"] = setup.Settings;

        await setup.Client.Authenticate(FetchingSetup.Tenant, Cancellation);
        await setup.Client.Authenticate("sandbox", Cancellation);

        Assert.Equal(["socktown", "sandbox"], setup.Amperity.TokenRequests.Select(request => request.Headers["X-Amperity-Tenant"]));
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once_and_the_request_sent_once_more()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Answer(new HttpResponseMessage(HttpStatusCode.Unauthorized), ScriptedAmperity.Json("""{"data":[]}"""));

        Assert.Single(await setup.List(new RunFilter { State = "failed" }));

        Assert.Equal(["token-aaaaaaaaaaaaaaaa-1", "token-aaaaaaaaaaaaaaaa-2"], setup.Amperity.ApiRequests.Select(request => request.Bearer));
        Assert.All(setup.Amperity.ApiRequests, request => Assert.Equal("?state=failed", request.Uri.Query));
        Assert.All(setup.Amperity.ApiRequests, request => Assert.Equal("socktown", request.Headers["amperity-tenant"]));
    }

    [Fact]
    public async Task A_second_refusal_is_an_error_that_says_what_to_do()
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Api = (_, _) => Task.FromResult(ScriptedAmperity.Json("""{"status":401,"message":"Bad token token-aaaaaaaaaaaaaaaa-2"}""", HttpStatusCode.Unauthorized));

        AmperityException refusal = await setup.ListIsRefused("401", "Bad token [secret]", "API key", "ApiVersion");

        Assert.Equal(HttpStatusCode.Unauthorized, refusal.Status);
        Assert.Equal(2, setup.Amperity.ApiRequests.Length);
        Assert.Equal(2, setup.Amperity.TokenRequests.Length);
    }

    [Fact]
    public async Task Callers_refused_with_the_same_token_share_its_replacement()
    {
        using var setup = new FetchingSetup();
        await setup.Client.Authenticate(FetchingSetup.Tenant, Cancellation);
        AccessTokens tokens = setup.Services.GetRequiredService<AccessTokens>();
        string refused = await tokens.Get(FetchingSetup.Tenant, Cancellation);

        Assert.True(tokens.Invalidate(FetchingSetup.Tenant, refused));
        string fresh = await tokens.Get(FetchingSetup.Tenant, Cancellation);
        Assert.True(tokens.Invalidate(FetchingSetup.Tenant, refused));

        Assert.Equal(fresh, await tokens.Get(FetchingSetup.Tenant, Cancellation));
        Assert.Equal(2, setup.Amperity.TokenRequests.Length);
    }

    [Fact]
    public async Task A_token_made_by_hand_is_used_as_it_is()
    {
        using var setup = new FetchingSetup(staticToken: true);
        setup.Settings.AccessToken = FetchingSetup.StaticToken + "\n";

        await setup.Client.Authenticate(FetchingSetup.Tenant, Cancellation);
        await setup.List();

        Assert.Empty(setup.Amperity.TokenRequests);
        Assert.Equal(FetchingSetup.StaticToken, Assert.Single(setup.Amperity.ApiRequests).Bearer);
    }

    [Fact]
    public async Task A_refused_token_made_by_hand_is_an_error_right_away()
    {
        using var setup = new FetchingSetup(staticToken: true);
        setup.Amperity.Api = (_, _) => Task.FromResult(ScriptedAmperity.Json($$"""{"message":"{{FetchingSetup.StaticToken}} expired"}""", HttpStatusCode.Unauthorized));

        await setup.ListIsRefused("401", "[secret] expired", "make a new token", "ApiVersion (2024-04-01)");

        Assert.Single(setup.Amperity.ApiRequests);
    }

    [Theory]
    [InlineData("static-token-tttttttttttt\nx")]
    [InlineData("static-token-tttttttttttt\u00e9")]
    public async Task A_token_no_header_can_carry_is_an_error_that_does_not_quote_it(string token)
    {
        using var setup = new FetchingSetup(staticToken: true);
        setup.Settings.AccessToken = token;

        await setup.ListIsRefused("AccessToken", "socktown", "Copy it again");
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest, "ClientSecret")]
    [InlineData(HttpStatusCode.Unauthorized, "ClientSecret")]
    [InlineData(HttpStatusCode.Forbidden, "ClientSecret")]
    [InlineData(HttpStatusCode.NotFound, "TokenUrl")]
    [InlineData(HttpStatusCode.Found, "TokenUrl")]
    [InlineData(HttpStatusCode.BadGateway, "next poll")]
    public async Task A_refusal_by_the_token_endpoint_says_what_to_check(HttpStatusCode status, string advice)
    {
        using var setup = new FetchingSetup();
        string secret = FetchingSetup.Secret;
        setup.Amperity.Token = (_, _) => Task.FromResult(ScriptedAmperity.Json(
            $$"""{"error":"invalid_client","error_description":"No {{secret}} or {{Uri.EscapeDataString(secret)}}"}""", status));

        AmperityException refusal = await setup.ListIsRefused("socktown", "a token", "No [secret] or [secret]", advice);

        Assert.Equal(status, refusal.Status);
        Assert.Empty(setup.Amperity.ApiRequests);
    }

    [Fact]
    public async Task After_a_failure_the_next_caller_asks_again()
    {
        using var setup = new FetchingSetup();
        var answer = setup.Amperity.Token;
        setup.Amperity.Token = (n, cancellation) => n == 1 ? Task.FromResult(ScriptedAmperity.Json("{}", HttpStatusCode.Unauthorized)) : answer(n, cancellation);

        await Assert.ThrowsAsync<AmperityException>(() => setup.Client.Authenticate(FetchingSetup.Tenant, Cancellation));
        await setup.Client.Authenticate(FetchingSetup.Tenant, Cancellation);

        Assert.Equal(2, setup.Amperity.TokenRequests.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"expires_in":3600}""")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"token-aaaaaaaaaaaaaaaa\r\nX: y"}""")]
    public async Task An_answer_without_a_token_is_an_error_that_names_TokenUrl(string body)
    {
        using var setup = new FetchingSetup();
        setup.Amperity.Token = (_, _) => Task.FromResult(ScriptedAmperity.Json(body));

        await setup.ListIsRefused("socktown", "TokenUrl");
    }

    [Fact]
    public async Task The_token_request_is_retried_like_any_other()
    {
        using var setup = new FetchingSetup();
        var answer = setup.Amperity.Token;
        setup.Amperity.Token = (n, cancellation) => n < 3 ? throw new HttpRequestException("connection reset") : answer(n, cancellation);

        await setup.List();

        Assert.Equal(3, setup.Amperity.TokenRequests.Length);
        Assert.All(setup.Amperity.TokenRequests, request => Assert.Contains("grant_type=client_credentials", request.Body, StringComparison.Ordinal));
    }
}
