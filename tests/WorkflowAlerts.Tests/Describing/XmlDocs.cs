using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace WorkflowAlerts.Tests.Describing;

/// <summary>What the options classes say of themselves in their documentation.</summary>
internal static partial class XmlDocs
{
    private static readonly Dictionary<string, XElement> s_summaries = XDocument.Load(Path.ChangeExtension(typeof(WorkflowAlertsOptions).Assembly.Location, ".xml"))
        .Descendants("member")
        .Where(member => member.Element("summary") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value, member => member.Element("summary")!);

    /// <summary>The summary of a property, or of its type where the property has none.</summary>
    public static string Of(PropertyInfo property) => Text($"P:{property.DeclaringType!.FullName}.{property.Name}") ?? Of(property.PropertyType);

    public static string Of(Type type) => Text($"T:{type.FullName}") ?? throw new InvalidOperationException($"{type} has no summary.");

    private static string? Text(string member) => s_summaries.TryGetValue(member, out XElement? summary) ? Space().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim() : null;

    private static string Text(XNode node) => node switch
    {
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
        XText text => text.Value,
        _ => throw new InvalidOperationException($"How is {node} told in a description?"),
    };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
