using WorkflowAlerts.Connecting;

namespace WorkflowAlerts.Validating;

/// <summary>Collects what is wrong with the configuration: each entry names the setting and the mend, and holds no secret.</summary>
internal sealed class Mistakes
{
    private readonly List<string> _found = [];
    private readonly List<string> _unreadable = [];

    public IReadOnlyList<string> Found => _found;

    public void Add(string path, string sentence) => _found.Add($"{WorkflowAlertsOptions.Section}:{path} {sentence}");

    /// <summary>Adds what was wrong with the section before it was bound.</summary>
    public void AddUnreadable(IReadOnlyCollection<string> sentences)
    {
        _found.AddRange(sentences);
        _unreadable.AddRange(sentences);
    }

    /// <summary>Whether something of a setting, or below it, could not be read.</summary>
    public bool IsUnreadable(string path)
    {
        string setting = $"{WorkflowAlertsOptions.Section}:{path}";
        return _unreadable.Any(sentence => sentence.StartsWith(setting, StringComparison.OrdinalIgnoreCase) && sentence[setting.Length] is ':' or ' ');
    }

    public void Unless(bool holds, string path, string sentence)
    {
        if (!holds)
        {
            Add(path, sentence);
        }
    }

    /// <summary>Notes that a setting is missing, unless something is there that could not be read: one mistake is told once.</summary>
    public void Required(bool isThere, string path, string sentence) => Unless(isThere || IsUnreadable(path), path, sentence);

    public void Range<T>(T value, T least, T most, string path)
        where T : IComparable<T> =>
        Unless(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, path, $"is {value}. Give a value from {least} to {most}.");

    /// <summary>An address that requests with secrets may go to: https, or http to this machine alone. Null, with a mistake noted, for any other.</summary>
    public Uri? Address(string value, string path)
    {
        if (value.Trim().Length == 0)
        {
            Required(false, path, "is missing.");
            return null;
        }

        if (!Uri.TryCreate(value, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("https" or "http"))
        {
            Add(path, "is no web address. Give the whole address, starting with https://.");
            return null;
        }

        Unless(uri.Scheme == "https" || uri.IsLoopback, path, "starts with http://. Use https://; plain http is for loopback addresses only.");
        Unless(uri.UserInfo.Length == 0, path, "has a user name or password before the host. Remove it.");
        Unless(!MetadataAddress.Is(uri), path, $"points to {uri.Host}, a cloud's metadata address. Requests with secrets never go there.");
        return uri;
    }
}
