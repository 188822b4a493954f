using System.Reflection;
using Microsoft.Playwright;

namespace WorkflowAlerts.IntegrationTests.Inbox;

/// <summary>Deque's accessibility rules, from npm.</summary>
internal static class Axe
{
    private static readonly string Script = File.ReadAllText(
        typeof(Axe).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "Axe").Value!);

    /// <summary>Serious and critical problems on a page, a line each.</summary>
    public static async Task<string[]> Serious(IPage page)
    {
        await page.EvaluateAsync(Script);
        return await page.EvaluateAsync<string[]>("""
            async () => (await axe.run()).violations
                .filter(violation => ["serious", "critical"].includes(violation.impact))
                .map(violation => `${violation.id}: ${violation.help}: ${violation.nodes.map(node => node.html.slice(0, 120)).join(" ")}`)
            """);
    }
}
