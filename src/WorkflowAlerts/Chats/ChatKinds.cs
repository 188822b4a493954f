namespace WorkflowAlerts.Chats;

/// <summary>The kinds of chat that the product knows.</summary>
public sealed class ChatKinds(IEnumerable<IChat> chats)
{
    private readonly Dictionary<string, IChat> _byName = chats.ToDictionary(chat => chat.Name, StringComparer.OrdinalIgnoreCase);

    public IReadOnlyCollection<IChat> All => _byName.Values;

    /// <summary>Their names in words: "Slack or Teams".</summary>
    public string Names => _byName.Count < 2
        ? string.Concat(_byName.Keys)
        : $"{string.Join(", ", _byName.Keys.SkipLast(1))} or {_byName.Keys.Last()}";

    /// <summary>The kind of a name, whose case does not matter; null where there is none.</summary>
    public IChat? Find(string? name) => _byName.GetValueOrDefault(name?.Trim() ?? "");

    /// <summary>The kind whose own an address is; null for anybody else's, such as a relay's.</summary>
    public IChat? OwnerOf(Uri address) => All.FirstOrDefault(chat => chat.Owns(address));
}
