using WorkflowAlerts.Telling;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using WorkflowAlerts.Benchmarks.Guarding;
using WorkflowAlerts.Benchmarks.Plotting;
using WorkflowAlerts.Benchmarks.Scenarios;
using WorkflowAlerts.Benchmarks.Simulating;
using WorkflowAlerts.Simulation;

namespace WorkflowAlerts.IntegrationTests.Measuring;

public sealed class BenchmarkTests
{
    [Theory]
    [InlineData("burst, storage operations an alert", 6.13, 6.13, false)]
    [InlineData("burst, storage operations an alert", 7.13, 6.13, true)]
    [InlineData("normal poll with its alerts, storage operations", 22, 21, false)]
    [InlineData("normal poll with its alerts, storage operations", 23, 21, true)]
    [InlineData("lost or told twice", 1, 0, true)]
    [InlineData("page, bytes allocated a run", 1400, 1290, false)]
    [InlineData("page, bytes allocated a run", 1500, 1290, true)]
    public void The_guard_lets_counts_grow_by_a_twentieth_and_bytes_by_a_tenth(string name, double figure, double mark, bool grown) => Assert.Equal(grown, GuardMarks.HasGrown(name, figure, mark));

    [Fact]
    public void A_figure_without_a_recorded_mark_fails_the_guard() => Assert.True(GuardMarks.HasGrown("something new", 0, null));

    [Fact]
    public void What_the_guard_measures_has_marks_that_can_be_read() => Assert.NotEmpty(GuardMarks.Read());

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    public void The_pages_of_a_window_list_each_of_its_runs_once_and_in_order(int pageSize)
    {
        DateTimeOffset to = new(2026, 6, 19, 12, 0, 0, TimeSpan.Zero);
        SimulatedRun[] runs = [.. BenchRuns.Of(Rig.Tenant, 100, 10, to, TimeSpan.FromMinutes(100))];
        AmperityStock stock = new();
        stock.Add(runs.Reverse());
        (DateTimeOffset from, DateTimeOffset until) = (to.AddMinutes(-60), to.AddMinutes(-20));

        List<string> listed = [];
        string? token = null;
        do
        {
            using JsonDocument page = JsonDocument.Parse(Encoding.UTF8.GetString(stock.Page(from, until, pageSize, token)));
            listed.AddRange(page.RootElement.GetProperty("data").EnumerateArray().Select(run => run.GetProperty("id").GetString()!));
            token = page.RootElement.TryGetProperty("next_token", out JsonElement next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal(runs.Where(run => run.EndedAt >= from && run.EndedAt < until).Select(run => run.Id), listed);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_exponent_of_a_power_is_found(double power) =>
        Assert.Equal(power, Growth.Exponent([.. new[] { 10, 100, 1000 }.Select(n => ((double)n, 3 * Math.Pow(n, power)))]), 6);

    [Fact]
    public void A_chart_is_SVG_that_names_its_lines_beside_each_other()
    {
        LineChart chart = new("Title & all", "x", "y", [new Series("ours <1>", "#000000", [(1, 0.5), (10, 5)]), new Series("theirs", "#111111", [(1, 1), (10, 5)])]);

        XElement svg = XDocument.Parse(chart.ToSvg()).Root!;

        XElement[] labels = [.. svg.Elements().Where(element => element.Value is "ours <1>" or "theirs")];
        Assert.Equal(2, labels.Select(label => label.Attribute("y")!.Value).Distinct().Count());
    }

#if DEBUG
    [Fact]
    public void A_debug_build_refuses_to_measure_with_a_sentence_that_says_how() =>
        Assert.Contains("dotnet run -c Release", Assert.Throws<Cli.UsageException>(Benchmarks.Checking.Readiness.Check).Message, StringComparison.Ordinal);
#endif
}
