using System.Collections;
using WorkflowAlerts.Cli.Operating;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>Says what is wrong with the configuration, each mistake with where it stands: a line of a file, or an environment variable.</summary>
internal static class SettingMistakes
{
    private const string Prefix = $"{WorkflowAlertsOptions.Section}__";

    /// <param name="mistakes">Sentences of the validation, each of which begins with the setting it is about.</param>
    /// <param name="files">The settings files in use; the later wins.</param>
    /// <param name="name">What the configuration is called; null where there is only one.</param>
    /// <param name="environment">Whether environment variables go before the files.</param>
    public static IEnumerable<string> Of(IEnumerable<string> mistakes, IReadOnlyList<string> files, string? name = null, bool environment = true)
    {
        Dictionary<string, string> variables = environment ? Variables() : [];
        if (files.Count == 0 && variables.Count == 0)
        {
            return
            [
                $"There are no settings here: {Printable.Of(Directory.GetCurrentDirectory())} has no local.settings.json, and no environment variable begins with {Prefix}.",
                "Copy local.settings.sample.json to local.settings.json and fill it in, or name another settings file.",
            ];
        }

        (string File, SettingLines Lines)[] lines = [.. files.Reverse().Select(file => (file, SettingLines.Of(file)))];
        return [$"The configuration {(name is null ? "" : $"({name}) ")}has mistakes:", .. mistakes.Select(mistake => $"  - {Place(mistake, lines, variables)}{mistake}")];
    }

    // Of the setting, or of the nearest thing it belongs to.
    private static string Place(string mistake, (string File, SettingLines Lines)[] files, Dictionary<string, string> variables)
    {
        foreach (string setting in SettingLines.Upward(mistake.Split(' ', 2)[0]))
        {
            if (variables.TryGetValue(setting, out string? variable))
            {
                return $"environment variable {variable}: ";
            }

            foreach ((string file, SettingLines lines) in files)
            {
                if (lines.Find(setting) is { } line)
                {
                    return $"{file}, line {line}: ";
                }
            }
        }

        return "";
    }

    private static Dictionary<string, string> Variables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => (string)variable.Key)
        .Where(variable => variable.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        .GroupBy(variable => SettingLines.Named(variable.Replace("__", ":", StringComparison.Ordinal)), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase);
}
