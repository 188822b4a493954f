using WorkflowAlerts.Telling;
using System.Text;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Checking;

/// <summary>Reads <c>attribution=platform,type=courier.group/run,name="Win-back, spring"</c>.</summary>
internal static class WhatIfArgument
{
    public const string Keys = "attribution (customer, platform or none), outcome (failed or canceled), manual-stop (true or false), tenant, type, name, error-type, email, at (a time such as 2026-11-23T06:00Z)";

    /// <param name="text">KEY=VALUE, separated by commas; quotes around a value keep the commas in it, and a quote in it is written twice.</param>
    /// <param name="options">The configuration, for the tenants.</param>
    /// <param name="now">What <c>at</c> is when it is not given.</param>
    /// <exception cref="UsageException">The text is wrong; the message says where.</exception>
    public static WhatIf Read(string text, WorkflowAlertsOptions options, DateTimeOffset now)
    {
        Dictionary<string, string> values = Pairs(text);
        string tenant = values.Remove("tenant", out string? named) ? named : options.Tenants.Keys.Order(StringComparer.Ordinal).First();
        OperatingCommand.KnowTenant(options, tenant);
        DateTimeOffset at = values.Remove("at", out string? time)
            ? TimeArgument.Exact(time) ?? throw Wrong("at", time, "no time. Give one such as 2026-11-23T06:00Z; without an offset it is UTC.")
            : now;
        bool manualStop = One(values, "manual-stop", false, ("true", true), ("false", false));
        Attribution attribution = One(values, "attribution", Attribution.None, ("customer", Attribution.Customer), ("platform", Attribution.Platform), ("none", Attribution.None));
        if (manualStop && attribution != Attribution.None)
        {
            throw new UsageException("--what-if asks for a manual stop with an attribution, which there is not: whatever Amperity says, a manual stop counts as none. Leave one out.");
        }

        FailedRun alert = new()
        {
            Tenant = tenant,
            Id = "what-if",
            Attribution = attribution,
            ManualStop = manualStop,
            Outcome = One(values, "outcome", manualStop ? Outcome.Canceled : Outcome.Failed, ("failed", Outcome.Failed), ("canceled", Outcome.Canceled)),
            WorkflowType = values.Remove("type", out string? type) ? type : "",
            WorkflowName = values.Remove("name", out string? name) ? name : "",
            ErrorType = values.Remove("error-type", out string? error) ? error : "",
            StartedByEmail = values.Remove("email", out string? email) ? email : null,
            EndedAt = at,
        };
        return values.Count == 0 ? new WhatIf(alert, at) : throw new UsageException($"--what-if does not know \"{Printable.Of(values.Keys.First())}\". It knows {Keys}.");
    }

    private static T One<T>(Dictionary<string, string> values, string key, T unset, params (string Word, T Value)[] known)
    {
        if (!values.Remove(key, out string? given))
        {
            return unset;
        }

        int index = Array.FindIndex(known, one => one.Word.Equals(given, StringComparison.OrdinalIgnoreCase));
        return index >= 0 ? known[index].Value : throw Wrong(key, given, $"not one of {string.Join(", ", known.Select(one => one.Word))}.");
    }

    private static Dictionary<string, string> Pairs(string text)
    {
        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (string part in Parts(text))
        {
            int equals = part.IndexOf('=');
            if (equals <= 0)
            {
                throw new UsageException($"\"{Printable.Of(part.Trim())}\" in --what-if is not KEY=VALUE. Separate with commas, and put quotes around a value that has one: name=\"Win-back, spring\". It knows {Keys}.");
            }

            string key = part[..equals].Trim();
            if (!values.TryAdd(key, Unquoted(part[(equals + 1)..].Trim(), key)))
            {
                throw new UsageException($"--what-if has \"{Printable.Of(key)}\" twice. Keep one.");
            }
        }

        return values;
    }

    // At the commas that stand outside quotes.
    private static List<string> Parts(string text)
    {
        List<string> parts = [];
        StringBuilder part = new();
        bool quoted = false;
        foreach (char c in text)
        {
            quoted ^= c == '"';
            if (c == ',' && !quoted)
            {
                parts.Add(part.ToString());
                part.Clear();
            }
            else
            {
                part.Append(c);
            }
        }

        return [.. parts, part.ToString()];
    }

    private static string Unquoted(string value, string key)
    {
        if (!value.Contains('"'))
        {
            return value;
        }

        string inner = value.Length >= 2 && value[0] == '"' && value[^1] == '"' ? value[1..^1] : throw Misquoted();
        return inner.Replace("\"\"", "").Contains('"') ? throw Misquoted() : inner.Replace("\"\"", "\"");

        UsageException Misquoted() => Wrong(key, value, "not quoted as it must be. Put quotes at both its ends, and write a quote within it twice.");
    }

    private static UsageException Wrong(string key, string value, string why) => new($"{Printable.Of(key)} \"{Printable.Of(value)}\" in --what-if is {why}");
}
