using WorkflowAlerts.Telling;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace WorkflowAlerts.Functions.Tests;

public sealed class TriggerTests
{
    [Fact]
    public void The_app_has_six_functions_with_these_triggers()
    {
        string[] functions = [.. typeof(DeliverAlert).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .Select(method => $"{method.GetCustomAttribute<FunctionAttribute>()!.Name}: {Trigger(method)}")
            .Order(StringComparer.Ordinal)];

        Assert.Equal(
            [
                "DeliverAlert: queue alerts by AzureWebJobsStorage",
                "DropPoisonedPoll: queue polls-poison by AzureWebJobsStorage",
                "PollRuns: timer %PollSchedule%",
                "PollTenants: queue polls by AzureWebJobsStorage",
                "ReportPoisonedAlert: queue alerts-poison by AzureWebJobsStorage",
                "SweepLedger: timer %SweepSchedule%",
            ],
            functions);
    }

    [Fact]
    public void Cancellation_reaches_every_function_that_waits_for_something() => Assert.All(
        typeof(DeliverAlert).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null && method.ReturnType == typeof(Task)),
        method => Assert.Contains(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken)));

    private static string Trigger(MethodInfo method)
    {
        ParameterInfo trigger = method.GetParameters()[0];
        return trigger.GetCustomAttribute<QueueTriggerAttribute>() is { } queue
            ? $"queue {queue.QueueName} by {queue.Connection}"
            : trigger.GetCustomAttribute<TimerTriggerAttribute>() is { RunOnStartup: false } timer ? $"timer {timer.Schedule}" : "none";
    }
}
