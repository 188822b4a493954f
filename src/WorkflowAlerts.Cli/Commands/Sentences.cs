using Azure;
using Microsoft.Extensions.Options;
using WorkflowAlerts.Cli.Hosting;

namespace WorkflowAlerts.Cli.Commands;

/// <summary>Says an exception in words, without its stack.</summary>
internal static class Sentences
{
    public static bool IsUsage(Exception exception) => exception is UsageException or OptionsValidationException;

    /// <param name="exception">What happened.</param>
    /// <param name="settings">The settings file in use, or null for those of this folder.</param>
    public static IEnumerable<string> Of(Exception exception, string? settings = null) => exception switch
    {
        OptionsValidationException validation => SettingMistakes.Of(validation.Failures, LocalSettings.Files(settings)),
        UsageException usage => usage.Message.Split('\n'),
        RequestFailedException storage => [$"{Storage(storage)} ({FirstLine(storage.Message)})"],
        AggregateException { InnerException: RequestFailedException storage } => Of(storage, settings),
        AggregateException aggregate when aggregate.InnerExceptions.Count > 0 => aggregate.InnerExceptions.SelectMany(inner => Of(inner, settings)).Distinct(),
        _ => [FirstLine(exception.Message)],
    };

    private static string Storage(RequestFailedException exception) => exception.Status switch
    {
        0 => "Storage cannot be reached. Check AzureWebJobsStorage and the network. With UseDevelopmentStorage=true Azurite must listen on its usual ports; without the setting, this program starts one.",
        401 or 403 => "Storage refuses access. Check the key in AzureWebJobsStorage, or that the identity has the roles \"Storage Queue Data Contributor\" and \"Storage Table Data Contributor\".",
        _ => $"Storage answered {exception.Status}. If it goes on, look at the storage account in the portal.",
    };

    // Storage errors go on with headers and bodies over many lines; the first says what happened.
    private static string FirstLine(string message) => message.Trim().Split('\n', 2)[0].TrimEnd();
}
