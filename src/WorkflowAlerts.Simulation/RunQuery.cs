using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace WorkflowAlerts.Simulation;

/// <summary>The filters of one list request.</summary>
public sealed record RunQuery(
    DateTimeOffset? CreatedFrom, DateTimeOffset? CreatedTo, DateTimeOffset? EndedFrom, DateTimeOffset? EndedTo,
    string? State, string? Type, int Limit, int Offset, bool WithTotal)
{
    private const int DefaultLimit = 50;
    private const string TokenPrefix = "page-";

    /// <summary>Reads a query. Null, with the mistake, where a value is invalid.</summary>
    public static RunQuery? Parse(IQueryCollection query, out string? mistake)
    {
        string? wrong = null;
        RunQuery parsed = new(
            Date("created_from"), Date("created_to"), Date("ended_from"), Date("ended_to"),
            query["state"], query["type"], Number("limit", DefaultLimit, 1), Offset(), query["with_total"] == "true");
        mistake = wrong;
        return wrong is null ? parsed : null;

        DateTimeOffset? Date(string name)
        {
            if (!query.TryGetValue(name, out var value))
            {
                return null;
            }

            if (PartialDate.TryParse(value.ToString(), out DateTimeOffset date))
            {
                return date;
            }

            wrong = $"Invalid value for {name}.";
            return null;
        }

        int Number(string name, int otherwise, int least)
        {
            if (!query.TryGetValue(name, out var value))
            {
                return otherwise;
            }

            if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least)
            {
                return number;
            }

            wrong = $"Invalid value for {name}.";
            return otherwise;
        }

        int Offset()
        {
            if (!query.TryGetValue("next_token", out var value))
            {
                return 0;
            }

            try
            {
                string token = System.Text.Encoding.ASCII.GetString(Convert.FromBase64String(value.ToString()));
                return int.Parse(token.AsSpan(TokenPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture);
            }
            catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
            {
                wrong = "Invalid next_token.";
                return 0;
            }
        }
    }

    public string NextToken => Convert.ToBase64String(System.Text.Encoding.ASCII.GetBytes($"{TokenPrefix}{Offset + Limit}"));

    public bool Matches(SimulatedRun run) =>
        (CreatedFrom is null || run.CreatedAt >= CreatedFrom)
        && (CreatedTo is null || run.CreatedAt < CreatedTo)
        && (EndedFrom is null || run.EndedAt >= EndedFrom)
        && (EndedTo is null || run.EndedAt < EndedTo)
        && (string.IsNullOrEmpty(State) || run.State.Equals(State, StringComparison.OrdinalIgnoreCase))
        && (string.IsNullOrEmpty(Type) || run.Type == Type);
}
