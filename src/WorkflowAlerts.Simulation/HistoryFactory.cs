using System.Globalization;
using System.Text.Json.Nodes;

namespace WorkflowAlerts.Simulation;

/// <summary>
/// Makes weeks of runs as a busy tenant has them: workflows with schedules, of which about one run in twenty ends badly; some heal by a rerun, some fail for
/// hours, some take others along, and now and then the platform is out for everybody. The same seed makes the same runs.
/// </summary>
public sealed class HistoryFactory
{
    private const double FailureRate = 0.035;
    private const double StopRate = 0.006;
    private const double SlowRate = 0.004;
    private const double MissRate = 0.002;
    private static readonly TimeSpan s_outage = TimeSpan.FromMinutes(12);
    private static readonly TimeSpan s_betweenOutages = TimeSpan.FromDays(9);

    private static readonly string[] s_subjects =
        ["Orders", "Loyalty", "POS transactions", "Returns", "Web events", "Store visits", "E-mail clicks", "Newsletter", "Gift cards", "Call centre", "Products", "Prices", "Consents", "Households"];

    private static readonly (string Name, string? Email)[] s_people =
        [("Automated workflow", null), ("Automated workflow", null), ("Automated workflow", null), ("Justin Scott", "justin.scott@socktown.example"), ("Mária Novák", "maria.novak@socktown.example")];

    private static readonly JsonObject[] s_errors =
    [
        Error("amperity.courier.sftp/credentials", "Permission denied (publickey).", "customer"),
        Error("amperity.workflow.task.stitch/table", "Found table in an invalid state.", "customer"),
        Error("amperity.sql/parse", "Unexpected token near \"FROM\".\nLine 12, column 4.", "customer"),
        Error("amperity.courier/connect", "The connection was reset by sftp.example.com:22", "platform"),
        Error("amperity.storage.warehouse/timeout", "The warehouse did not answer in time.", "platform"),
        Error("amperity.bridge/sync", "The share could not be read.", null),
    ];

    private static readonly JsonObject s_outOfOrder = Error("amperity.compute.spark/executor-lost", "The Spark cluster lost its executors.", "platform");
    private static readonly JsonObject s_stopped = Error("amperity.workflow.workflow.repository.core/cancel", "Workflow manually stopped", "customer");
    private static readonly JsonObject s_noInput = Error("amperity.orchestration/no-input", "The courier group that this depends on failed.", "platform");

    private readonly Random _random;
    private readonly string _tenant;
    private readonly List<SimulatedRun> _runs = [];
    private readonly Dictionary<int, List<DateTimeOffset>> _failedAt = [];
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;
    private int _made;

    private HistoryFactory(int seed, string tenant, DateTimeOffset from, DateTimeOffset to) => (_random, _tenant, _from, _to) = (new Random(seed), tenant, from, to);

    /// <summary>Makes about so many runs that began between two times, in the order of their beginnings; those that had not ended by then go on.</summary>
    public static IReadOnlyList<SimulatedRun> Make(int seed, string tenant, int count, DateTimeOffset from, DateTimeOffset to)
    {
        HistoryFactory factory = new(seed, tenant, from, to);
        IReadOnlyList<WorkflowPlan> plans = factory.Plans(count);
        for (int i = 0; i < plans.Count; i++)
        {
            factory.Follow(plans[i], i);
        }

        return [.. factory._runs.OrderBy(run => run.CreatedAt).ThenBy(run => run.Id, StringComparer.Ordinal)];
    }

    // As many workflows with as many starts as make up the number.
    private List<WorkflowPlan> Plans(int count)
    {
        double left = count / (_to - _from).TotalDays;
        List<WorkflowPlan> plans = [];
        while (left > 0.5)
        {
            string subject = s_subjects[plans.Count / 3 % s_subjects.Length] + (plans.Count >= 3 * s_subjects.Length ? $" {(plans.Count / (3 * s_subjects.Length)) + 1}" : "");
            TimeSpan every = left > 400 ? TimeSpan.FromMinutes(20) : left > 60 ? TimeSpan.FromHours(1) : left > 6 ? TimeSpan.FromHours(6) : TimeSpan.FromDays(1);
            TimeSpan offset = TimeSpan.FromMinutes(_random.Next(0, (int)every.TotalMinutes));
            TimeSpan took = TimeSpan.FromMinutes(_random.Next(2, 14));
            int courier = plans.Count / 3 * 3;
            plans.Add((plans.Count % 3) switch
            {
                0 => new WorkflowPlan("courier.group/run", $"Courier: {subject}", every, offset, took),
                1 => new WorkflowPlan("amperity.orchestration.orchestration/run", $"Orchestration: {subject}", every, offset + TimeSpan.FromMinutes(1), took, courier),
                _ => new WorkflowPlan("campaign.send", $"Campaign: {subject}", every, offset, took),
            });
            left -= TimeSpan.FromDays(1) / every;
        }

        return plans;
    }

    private void Follow(WorkflowPlan plan, int number)
    {
        List<DateTimeOffset> failedAt = _failedAt[number] = [];
        DateTimeOffset downUntil = DateTimeOffset.MinValue;
        for (DateTimeOffset start = First(plan); start < _to; start += plan.Every)
        {
            DateTimeOffset begun = start + TimeSpan.FromMilliseconds(_random.Next(0, 60_000));
            TimeSpan took = plan.Took * (_random.NextDouble() < SlowRate ? 10 : 0.7 + (0.6 * _random.NextDouble()));
            if (_random.NextDouble() < MissRate)
            {
                continue;
            }

            DateTimeOffset ends = begun + took;
            bool cause = plan.After is { } after && _failedAt[after].Exists(failed => ends - failed >= TimeSpan.Zero && ends - failed < TimeSpan.FromMinutes(10));
            JsonObject? error = IsOut(begun) ? s_outOfOrder
                : cause ? s_noInput
                : begun < downUntil || _random.NextDouble() < FailureRate ? s_errors[_random.Next(s_errors.Length)]
                : _random.NextDouble() < StopRate ? s_stopped
                : null;
            Add(plan, begun, ends, error);
            if (error is null || error == s_stopped)
            {
                continue;
            }

            failedAt.Add(ends);
            if (_random.NextDouble() < 0.4)
            {
                // Somebody runs it again.
                DateTimeOffset again = ends + TimeSpan.FromSeconds(_random.Next(60, 1200));
                Add(plan, again, again + took, null);
            }
            else if (begun >= downUntil && _random.NextDouble() < 0.15)
            {
                downUntil = begun + (plan.Every * _random.Next(2, 5));
            }
        }
    }

    private DateTimeOffset First(WorkflowPlan plan)
    {
        DateTimeOffset first = new DateTimeOffset(_from.UtcDateTime.Date, TimeSpan.Zero) + plan.Offset;
        return first < _from ? first + (plan.Every * Math.Ceiling((_from - first) / plan.Every)) : first;
    }

    private bool IsOut(DateTimeOffset at) => (at - _from - (s_betweenOutages / 2)) is { Ticks: > 0 } since && TimeSpan.FromTicks(since.Ticks % s_betweenOutages.Ticks) < s_outage;

    private void Add(WorkflowPlan plan, DateTimeOffset begun, DateTimeOffset ends, JsonObject? error)
    {
        (string person, string? email) = s_people[_random.Next(s_people.Length)];
        bool ended = ends < _to;
        _runs.Add(new SimulatedRun
        {
            Id = $"wf-{begun.UtcDateTime.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{(++_made).ToString("000000", CultureInfo.InvariantCulture)}-Zt4mQx",
            Tenant = _tenant,
            Type = plan.Type,
            Name = plan.Name,
            State = !ended ? "in-progress" : error is null ? "succeeded" : error == s_stopped ? "canceled" : "failed",
            CreatedAt = begun,
            EndedAt = ended ? ends : null,
            PrincipalName = person,
            PrincipalEmail = email,
            Error = ended ? error : null,
        });
    }

    private static JsonObject Error(string type, string message, string? attribution)
    {
        JsonObject error = new() { ["type"] = type, ["message"] = message };
        if (attribution is not null)
        {
            error["attribution"] = attribution;
        }

        return error;
    }
}
