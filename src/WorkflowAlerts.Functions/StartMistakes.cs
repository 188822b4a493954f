using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using NCrontab;
using WorkflowAlerts.Storage.Azure;
using WorkflowAlerts.Validating;

namespace WorkflowAlerts.Functions;

/// <summary>What is wrong with the app settings: each a sentence that begins with the setting's name, as Azure's portal shows it.</summary>
internal sealed class StartMistakes(IConfiguration configuration, IOptions<WorkflowAlertsOptions> options)
{
    // The triggers name them; a wrong or missing one would only switch off that function, and the app would look healthy.
    private static readonly (string Setting, string Example)[] _schedules = [("PollSchedule", "0 * * * * *"), ("SweepSchedule", "0 30 3 * * *")];

    public IReadOnlyList<string> Find() => [.. Options(), .. _schedules.Select(Schedule).OfType<string>(), .. Storage()];

    /// <summary>A sentence about a setting, with the setting's name as an app setting: <c>WorkflowAlerts:Destinations:data-team:Kind is missing.</c> becomes <c>WorkflowAlerts__Destinations__data_team__Kind is missing.</c></summary>
    internal static string AsAppSetting(string mistake)
    {
        int end = mistake.IndexOf(' ', StringComparison.Ordinal) is var space and >= 0 ? space : mistake.Length;
        return $"{mistake[..end].Replace(":", "__", StringComparison.Ordinal).Replace('-', '_')}{mistake[end..]}";
    }

    private IEnumerable<string> Options()
    {
        try
        {
            _ = options.Value;
            return [];
        }
        catch (OptionsValidationException e)
        {
            return e.Failures.Select(AsAppSetting);
        }
    }

    private string? Schedule((string Setting, string Example) schedule)
    {
        string? value = configuration[schedule.Setting];
        return string.IsNullOrWhiteSpace(value) ? $"{schedule.Setting} is missing. Give six fields, {{second}} {{minute}} {{hour}} {{day}} {{month}} {{day of week}}, such as \"{schedule.Example}\"."
            : VaultReference.Is(value) || CrontabSchedule.TryParse(value, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is null
                ? $"{schedule.Setting} is \"{value}\", which is no NCRONTAB expression. Give six fields, {{second}} {{minute}} {{hour}} {{day}} {{month}} {{day of week}}, such as \"{schedule.Example}\"."
                : null;
    }

    private IEnumerable<string> Storage()
    {
        try
        {
            StorageConnection connection = new(configuration);
            connection.Queues();
            connection.Tables();
            return [];
        }
        catch (StorageSettingException e)
        {
            return [e.Message];
        }
    }
}
