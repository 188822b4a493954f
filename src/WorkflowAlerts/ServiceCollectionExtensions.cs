using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Chats;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Expecting;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Grouping;
using WorkflowAlerts.Deciding;
using WorkflowAlerts.Queueing;
using WorkflowAlerts.Sending;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Polling;
using WorkflowAlerts.Quieting;
using WorkflowAlerts.Recording;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Reporting;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Storage;
using WorkflowAlerts.Telemetry;
using WorkflowAlerts.Validating;
using WorkflowAlerts.Weekly;

namespace WorkflowAlerts;

/// <summary>The whole composition.</summary>
public static class ServiceCollectionExtensions
{
    /// <summary>The app setting with the poll's schedule; it goes before <see cref="PollingOptions.Schedule"/>.</summary>
    public const string PollSchedule = "PollSchedule";

    /// <summary>
    /// Adds the product: options from the section <c>WorkflowAlerts</c>, validated at start, and storage from <c>AzureWebJobsStorage</c>.
    /// </summary>
    public static IServiceCollection AddWorkflowAlerts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WorkflowAlertsOptions>()
            .Configure<ChatKinds>((options, chats) =>
            {
                SectionReader section = SectionReader.Read(configuration.GetSection(WorkflowAlertsOptions.Section), typeof(WorkflowAlertsOptions));
                section.Readable.Bind(options);
                options.Unreadable = section.Mistakes;
                foreach (DestinationOptions destination in options.Destinations.Values)
                {
                    // As the chat writes its name: the configuration may write it in another case.
                    destination.Kind = chats.Find(destination.Kind)?.Name ?? destination.Kind;
                }

                // The timer of the function app can read app settings only by their plain names, so this one has one.
                options.Polling.Schedule = configuration[PollSchedule] is { Length: > 0 } schedule ? schedule : options.Polling.Schedule;
            })
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<WorkflowAlertsOptions>, WorkflowAlertsOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.AddLogging();
        services.AddFetching();
        services.AddStorage(configuration);
        services.AddDelivery();
        services.AddSingleton<Router>().AddSingleton<AlertMetrics>().AddStore<Ledger>().AddSingleton<LedgerSweep>().AddSingleton<Dispatch>();
        services.AddSingleton<MuteRestraint>().AddSingleton<QuietRestraint>().AddSingleton<Restraints>().AddStore<Waiting>().AddSingleton<Release>();
        services.AddSingleton<Cascades>().AddSingleton<Recoveries>().AddSingleton<Grouper>().AddSingleton<CutOffDigests>().AddSingleton<Decider>();
        services.AddSingleton<Slices>().AddSingleton<Poller>().AddSingleton<Polls>().AddSingleton<OrderedPolls>().AddSingleton<PollRound>();
        services.AddSingleton<RunDetails>().AddSingleton<Owners>().AddSingleton<Outbox>().AddSingleton<Stopping>();
        services.AddSingleton<KeptLate>().AddSingleton<Sender>().AddSingleton<Line>().AddSingleton<AlertPipeline>();
        services.AddReporting();
        services.AddSingleton<Expectations>().AddSingleton<WeeklyCards>();
        return services;
    }
}
