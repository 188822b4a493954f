using System.Collections;
using System.ComponentModel;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Validating;

/// <summary>
/// Reads the section against the options classes before it is bound, because binding stops at the first value it cannot convert and says nothing of
/// keys it does not know: a misspelt condition would make a route match everything.
/// </summary>
internal sealed class SectionReader
{
    private readonly Dictionary<string, string?> _readable = [];
    private readonly List<string> _mistakes = [];

    private SectionReader()
    {
    }

    /// <summary>What is wrong with the section's keys and values, one sentence each.</summary>
    public IReadOnlyList<string> Mistakes => _mistakes;

    /// <summary>The rest of the section, which binds without an error.</summary>
    public IConfiguration Readable => new ConfigurationBuilder().AddInMemoryCollection(_readable).Build();

    public static SectionReader Read(IConfigurationSection section, Type options)
    {
        SectionReader reader = new();
        reader.Visit(section, options, section.Path, "");
        return reader;
    }

    /// <param name="section">What is there.</param>
    /// <param name="type">What it is to become.</param>
    /// <param name="path">What messages call it.</param>
    /// <param name="key">Where it goes, below the section.</param>
    private void Visit(IConfigurationSection section, Type type, string path, string key)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string) || target.IsValueType)
        {
            Leaf(section, target, path, key);
        }
        else if (typeof(IDictionary).IsAssignableFrom(target))
        {
            Elements(section, target.GetGenericArguments()[1], path, key, Named);
        }
        else if (typeof(IList).IsAssignableFrom(target))
        {
            Elements(section, target.GetGenericArguments()[0], path, key, number => number);
        }
        else
        {
            Properties(section, target, path, key);
        }
    }

    private void Elements(IConfigurationSection section, Type element, string path, string key, Func<string, string> name)
    {
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            _mistakes.Add($"{path} is a single value. Give a list: {path}:0, {path}:1 and so on, or a JSON array or object.");
        }

        foreach (IConfigurationSection child in section.GetChildren())
        {
            Visit(child, element, $"{path}:{Shown(name(child.Key))}", Below(key, name(child.Key)));
        }
    }

    private void Properties(IConfigurationSection section, Type type, string path, string key)
    {
        PropertyInfo[] properties = [.. type.GetProperties().Where(property => property.CanWrite)];
        if (!string.IsNullOrWhiteSpace(section.Value))
        {
            _mistakes.Add($"{path} is a single value. Give {path}:{properties[0].Name} and so on, or a JSON object; it knows {Named(properties)}.");
        }

        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (properties.FirstOrDefault(property => property.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase)) is { } known)
            {
                Visit(child, known.PropertyType, $"{path}:{known.Name}", Below(key, known.Name));
            }
            else
            {
                _mistakes.Add($"{path}:{Shown(child.Key)} is not a setting. {path} knows {Named(properties)}.");
            }
        }
    }

    private void Leaf(IConfigurationSection section, Type type, string path, string key)
    {
        if (section.GetChildren().Any())
        {
            _mistakes.Add($"{path} takes a single value, not a list or an object.");
        }
        else if (VaultReference.Is(section.Value))
        {
            _mistakes.Add(
                $"{path} is a Key Vault reference that was not resolved. Check that the secret exists and that the app's identity has the role \"Key Vault Secrets User\", then restart the app.");
        }
        else if (section.Value is null || (section.Value.Length == 0 && type != typeof(string)))
        {
            // JSON's null, or a variable that is set to nothing: the default stands.
        }
        else if (type == typeof(string) || Converts(type, section.Value))
        {
            _readable[key] = section.Value;
        }
        else
        {
            _mistakes.Add($"{path} is not {Expected(type)}.");
        }
    }

    private static bool Converts(Type type, string value)
    {
        try
        {
            // An enum's converter takes numbers and lists as well, and makes of "failed,canceled" one of the two.
            return type.IsEnum
                ? Enum.GetNames(type).Contains(value.Trim(), StringComparer.OrdinalIgnoreCase)
                : TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception e) when (e is FormatException or OverflowException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private static string Below(string key, string name) => key.Length == 0 ? name : ConfigurationPath.Combine(key, name);

    // App settings on Linux know only letters, digits and underscores; names of ours have hyphens instead.
    private static string Named(string key) => key.Replace('_', '-');

    private static string Named(PropertyInfo[] properties) => string.Join(", ", properties.Select(property => property.Name));

    // A key can be an address that was put into the wrong place, and an address can be a secret.
    private static string Shown(string key) => key.Length <= 100 && !key.Contains('/') && !key.Any(char.IsControl) ? key : "…";

    private static string Expected(Type type) => type switch
    {
        // The others are for what no setting can ask for.
        _ when type == typeof(Outcome) => "one of failed, canceled",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type).Select(name => name.ToLowerInvariant()))}",
        _ when type == typeof(TimeSpan) => "a time span. Write it as [d.]hh:mm:ss, for example 00:10:00",
        _ when type == typeof(bool) => "true or false",
        _ => "a whole number",
    };
}
