using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace WorkflowAlerts.Cli.Hosting;

/// <summary>
/// Puts the configuration together: <c>appsettings.json</c>, then the Functions tools' <c>local.settings.json</c>, then environment variables;
/// the later wins. Files are looked for in the working folder.
/// </summary>
internal static class LocalSettings
{
    private static readonly string[] s_names = ["appsettings.json", "local.settings.json"];

    /// <param name="file">The file; null: those of the working folder.</param>
    /// <param name="environment">Whether environment variables go before it.</param>
    public static IConfigurationRoot Load(string? file, bool environment = true)
    {
        ConfigurationBuilder builder = new();
        try
        {
            foreach (string path in Files(file))
            {
                Add(builder, Path.GetFullPath(path));
            }

            return (environment ? builder.AddEnvironmentVariables() : builder).Build();
        }
        catch (InvalidDataException e)
        {
            // Such as a setting that is there twice.
            throw new UsageException($"{e.Message} {e.InnerException?.Message}".TrimEnd(), e);
        }
    }

    /// <summary>The files that are read: the one that was named, or those of the working folder that are there.</summary>
    public static IReadOnlyList<string> Files(string? file) => file is null ? [.. s_names.Where(File.Exists)] : [file];

    private static void Add(ConfigurationBuilder builder, string path)
    {
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no settings file {path}. Copy local.settings.sample.json and fill it in.");
        }

        JsonElement root = Parse(path);
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("Values", out JsonElement values))
        {
            if (root.TryGetProperty("IsEncrypted", out JsonElement encrypted) && encrypted.ValueKind == JsonValueKind.True)
            {
                throw new UsageException($"{path} is encrypted. Run \"func settings decrypt\" first.");
            }

            builder.AddInMemoryCollection(Values(values, path));
        }
        else
        {
            builder.AddJsonFile(path, optional: false);
        }
    }

    private static JsonElement Parse(string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(
                File.ReadAllText(path), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new UsageException($"{path}, {JsonPlace.Of(e)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be read: {e.Message}", e);
        }
    }

    private static Dictionary<string, string?> Values(JsonElement values, string path)
    {
        if (values.ValueKind != JsonValueKind.Object)
        {
            throw new UsageException($"Values in {path} is no object. Compare it with local.settings.sample.json.");
        }

        Dictionary<string, string?> settings = new(StringComparer.OrdinalIgnoreCase);
        foreach (JsonProperty value in values.EnumerateObject())
        {
            if (value.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                throw new UsageException($"Values:{value.Name} in {path} is not a single value. Write one line a setting, such as \"WorkflowAlerts__DefaultTo__0\": \"data-team\".");
            }

            settings[value.Name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = value.Value.ToString();
        }

        return settings;
    }
}
