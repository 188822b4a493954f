using System.Collections;
using System.ComponentModel;
using System.Reflection;

namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>The configuration section as the options classes know it: <c>Routes:*:To:*</c> and the like, where <c>*</c> stands for a name or a number.</summary>
internal static class OptionPaths
{
    public static IReadOnlyDictionary<string, Type> All { get; } = Of(typeof(WorkflowAlertsOptions), "").ToDictionary(path => path.Path, path => path.Type);

    /// <summary>The path of an app setting, or null if there is no such option.</summary>
    public static string? Find(string setting)
    {
        string[] parts = setting.Split("__");
        return All.Keys.SingleOrDefault(path => path.Split(':') is { } names && names.Length == parts.Length - 1 && names.Zip(parts[1..]).All(pair => pair.First == "*" || pair.First == pair.Second));
    }

    /// <summary>Whether a text can be a value of an option.</summary>
    public static bool Takes(string path, string value)
    {
        try
        {
            return TypeDescriptor.GetConverter(All[path]).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static IEnumerable<(string Path, Type Type)> Of(Type type, string path)
    {
        Type target = Nullable.GetUnderlyingType(type) ?? type;
        if (target == typeof(string) || target.IsValueType)
        {
            return [(path, target)];
        }

        return typeof(IDictionary).IsAssignableFrom(target) || typeof(IList).IsAssignableFrom(target)
            ? Of(target.GetGenericArguments()[^1], $"{path}:*")
            : target.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite).SelectMany(property => Of(property.PropertyType, path.Length == 0 ? property.Name : $"{path}:{property.Name}"));
    }
}
