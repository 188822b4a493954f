using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace WorkflowAlerts.Simulation;

/// <summary>Amperity's workflow API on loopback: lists, details and tokens, with its errors and its limit of 10 requests a second a tenant.</summary>
public sealed class SimulatedAmperity : IAsyncDisposable
{
    private const string ApiVersion = "2024-04-01";
    private const string RunsPath = "/api/workflow/runs";
    private const string TokenPath = "/api/v0/oauth2/token";

    private readonly Dictionary<string, SimulatedTenant> _tenants;
    private LoopbackServer? _server;
    private int _requests;
    private int _limited;

    private SimulatedAmperity(IEnumerable<string> tenants, double requestsPerSecond, TimeProvider time) =>
        _tenants = tenants.ToDictionary(name => name, name => new SimulatedTenant(name, new RateLimit(requestsPerSecond, requestsPerSecond, time), time), StringComparer.Ordinal);

    public Uri BaseUrl => new(_server!.Address, "/api");

    public Uri TokenUrl => new(_server!.Address, TokenPath);

    /// <summary>Requests to the API, tokens left out.</summary>
    public int Requests => _requests;

    /// <summary>Requests answered with 429.</summary>
    public int Limited => _limited;

    /// <summary>Called before every answer; returns true when it has answered itself.</summary>
    public Func<HttpContext, Task<bool>>? Intercept { get; set; }

    public SimulatedTenant this[string tenant] => _tenants[tenant];

    public static async Task<SimulatedAmperity> Start(IEnumerable<string> tenants, TimeProvider time, double requestsPerSecond = 10)
    {
        SimulatedAmperity amperity = new(tenants, requestsPerSecond, time);
        amperity._server = await LoopbackServer.Start(amperity.Answer);
        return amperity;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        if (Intercept is not null && await Intercept(context))
        {
            return;
        }

        string path = context.Request.Path.Value!.TrimEnd('/');
        await (path switch
        {
            TokenPath when HttpMethods.IsPost(context.Request.Method) => Token(context),
            _ when !HttpMethods.IsGet(context.Request.Method) => Refuse(context, 405, "Method not allowed."),
            RunsPath => Authorized(context, List),
            _ when path.StartsWith(RunsPath + "/", StringComparison.Ordinal) => Authorized(context, Detail),
            _ => Refuse(context, 404, "Not found."),
        });
    }

    private async Task Token(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        bool known = _tenants.TryGetValue(context.Request.Headers["X-Amperity-Tenant"].ToString(), out SimulatedTenant? tenant)
            && form["grant_type"] == "client_credentials" && form["client_id"] == tenant.ClientId && form["client_secret"] == tenant.ClientSecret;
        if (!known)
        {
            await Refuse(context, 401, "Invalid client credentials.");
            return;
        }

        (string token, int expiresIn) = tenant!.IssueToken();
        await Send(context, 200, new JsonObject { ["access_token"] = token, ["expires_in"] = expiresIn, ["token_type"] = "Bearer" });
    }

    private async Task Authorized(HttpContext context, Func<HttpContext, SimulatedTenant, Task> answer)
    {
        Interlocked.Increment(ref _requests);
        HttpRequest request = context.Request;
        string version = request.Headers["api-version"].FirstOrDefault() ?? request.Query["api_version"].ToString();
        string authorization = request.Headers.Authorization.ToString();
        if (!_tenants.TryGetValue(request.Headers["amperity-tenant"].ToString(), out SimulatedTenant? tenant))
        {
            await Refuse(context, 403, "The amperity-tenant header is missing or names no tenant of yours.");
        }
        else if (!authorization.StartsWith("Bearer ", StringComparison.Ordinal) || !tenant.Accepts(authorization["Bearer ".Length..]))
        {
            await Refuse(context, 401, "Authentication required.");
        }
        else if (version != ApiVersion)
        {
            await Refuse(context, 400, "The api-version is missing or not supported.");
        }
        else if (tenant.Limit.Take() is not null)
        {
            Interlocked.Increment(ref _limited);
            await Refuse(context, 429, "Too many requests.");
        }
        else
        {
            await answer(context, tenant);
        }
    }

    private static async Task List(HttpContext context, SimulatedTenant tenant)
    {
        if (RunQuery.Parse(context.Request.Query, out string? mistake) is not { } query)
        {
            await Refuse(context, 400, mistake!);
            return;
        }

        SimulatedRun[] matching = [.. tenant.Runs().Where(query.Matches)];
        JsonObject page = new() { ["data"] = new JsonArray([.. matching.Skip(query.Offset).Take(query.Limit).Select(RunJson.Listed)]) };
        if (query.Offset + query.Limit < matching.Length)
        {
            page["next_token"] = query.NextToken;
        }

        if (query.WithTotal)
        {
            page["total"] = matching.Length;
        }

        await Send(context, 200, page);
    }

    private static Task Detail(HttpContext context, SimulatedTenant tenant)
    {
        // As it was sent: the server leaves an escaped slash as it is and unescapes everything else.
        string raw = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Split('?', 2)[0];
        string id = Uri.UnescapeDataString(raw[(RunsPath.Length + 1)..]);
        string view = context.Request.Query["view"].FirstOrDefault() ?? "overview";
        return tenant.Runs().FirstOrDefault(run => run.Id == id) is not { } run ? Refuse(context, 404, "There is no such workflow.")
            : view switch
            {
                "overview" => Send(context, 200, RunJson.Overview(run)),
                "verbose" => Send(context, 200, RunJson.Verbose(run)),
                _ => Refuse(context, 400, "Invalid value for view."),
            };
    }

    private static Task Refuse(HttpContext context, int status, string message) => Send(context, status, new JsonObject
    {
        ["status"] = status, ["message"] = message, ["request_id"] = $"req-{context.TraceIdentifier}", ["trace_id"] = $"trace-{context.TraceIdentifier}",
    });

    private static Task Send(HttpContext context, int status, JsonObject body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body.ToJsonString());
    }
}
