using WorkflowAlerts.Telling;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Runs;
using WorkflowAlerts.Telemetry;
using WorkflowAlerts.Tests.Runs;

namespace WorkflowAlerts.Tests.Cli;

public sealed class AlertCountsTests
{
    private static readonly FailedRun Customer = ARun.FailedRun(ARun.Error());
    private static readonly FailedRun Platform = ARun.FailedRun(ARun.Error(Attribution.Platform));

    [Fact]
    public void Alerts_are_counted_by_who_has_to_act_and_what_works_again_is_none()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        AlertMetrics product = new(services.GetRequiredService<IMeterFactory>());
        using AlertCounts counts = new(services.GetRequiredService<IMeterFactory>());

        product.Queued(Customer);
        product.Queued(Customer with { Outcome = Outcome.Canceled });
        product.Queued(Platform);
        product.Queued(Customer with { Attribution = Attribution.None });
        product.Queued(Platform with { Outcome = Outcome.Succeeded });

        Assert.Equal(new InboxAlerts(Customer: 2, Platform: 1, Neither: 1), counts.Now());
    }

    [Fact]
    public void Another_product_in_the_same_process_does_not_count()
    {
        using ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using ServiceProvider others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using AlertCounts counts = new(services.GetRequiredService<IMeterFactory>());

        new AlertMetrics(others.GetRequiredService<IMeterFactory>()).Queued(Customer);

        Assert.Equal(new InboxAlerts(0, 0, 0), counts.Now());
    }
}
