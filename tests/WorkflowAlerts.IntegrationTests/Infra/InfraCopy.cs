namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>A copy of the templates, for what the compiler writes beside them, and with rules of its own: what is a warning to whoever deploys is an error here.</summary>
internal sealed class InfraCopy : IDisposable
{
    public InfraCopy()
    {
        foreach (string file in Directory.EnumerateFiles(Bicep.Infra, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(Bicep.Infra, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.Copy(Path.Combine(Bicep.Repository, "tests", "WorkflowAlerts.IntegrationTests", "Infra", "bicepconfig.json"), Path.Combine(Folder, "bicepconfig.json"), overwrite: true);
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("infra-").FullName;

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
