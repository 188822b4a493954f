using System.Diagnostics;
using System.Reflection;

namespace WorkflowAlerts.IntegrationTests.Infra;

/// <summary>The Bicep compiler, which needs no network for templates without online modules.</summary>
internal static class Bicep
{
    private static readonly string _package = Built("BicepPackage");
    private static readonly string _program = Built("BicepProgram");

    /// <summary>The versions that are here, the newest last.</summary>
    public static IReadOnlyList<string> Versions { get; } = Built("BicepVersions").Split(';');

    /// <summary>The folder of the repository.</summary>
    public static string Repository { get; } = Above(AppContext.BaseDirectory, "WorkflowAlerts.sln");

    /// <summary>The folder of the templates.</summary>
    public static string Infra { get; } = Path.Combine(Repository, "infra");

    /// <summary>Runs the compiler; the answer is its exit code and all that it wrote.</summary>
    public static Task<BicepRun> Run(params string[] arguments) => Run(arguments, new Dictionary<string, string>());

    /// <summary>Runs the compiler with environment variables.</summary>
    /// <param name="arguments">What it is asked.</param>
    /// <param name="environment">The variables.</param>
    /// <param name="version">The compiler's version; null for the newest.</param>
    public static async Task<BicepRun> Run(string[] arguments, IReadOnlyDictionary<string, string> environment, string? version = null)
    {
        ProcessStartInfo start = new(Path.Combine(_package, version ?? Versions[^1], _program), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new(process.ExitCode, await output, await errors);
    }

    private static string Built(string name) => typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == name).Value!;

    private static string Above(string folder, string file) =>
        File.Exists(Path.Combine(folder, file)) ? folder : Above(Path.GetDirectoryName(folder.TrimEnd(Path.DirectorySeparatorChar))!, file);
}
