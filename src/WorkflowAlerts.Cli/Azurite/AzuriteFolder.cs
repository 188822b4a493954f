using System.Reflection;

namespace WorkflowAlerts.Cli.Azurite;

/// <summary>Finds the Azurite that the build restored from npm.</summary>
internal static class AzuriteFolder
{
    /// <summary>The script that starts Azurite.</summary>
    /// <exception cref="UsageException">The build could not restore it.</exception>
    public static string StartScript()
    {
        string folder = typeof(AzuriteFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == "AzuriteFolder").Value!;
        return Directory.Exists(Path.Combine(folder, "node_modules", "azurite"))
            ? Path.Combine(folder, "start.cjs")
            : throw new UsageException($"Azurite is not restored. Install Node.js 20 or later, then run \"npm ci\" in {folder}, or build again; or set AzureWebJobsStorage to a storage account.");
    }
}
