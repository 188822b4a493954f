namespace WorkflowAlerts.Cli.Inbox;

/// <summary>Finds a browser that can draw a page without showing it: Chromium, Chrome or Edge.</summary>
internal static class ChromiumProgram
{
    /// <summary>The environment variable that names it where it is somewhere else.</summary>
    public const string Variable = "CHROME_PATH";

    /// <summary>Why there is no picture, where there is no browser.</summary>
    public const string Missing = $"No Chromium, Chrome or Edge was found. Install one, or name it in the environment variable {Variable}.";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge"];

    // Where their installers put them; on Linux they are on the PATH.
    private static readonly string[] Places =
    [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "Google", "Chrome", "Application", "chrome.exe"),
        Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFilesX86), "Microsoft", "Edge", "Application", "msedge.exe"),
    ];

    /// <summary>Its path, or null where there is none.</summary>
    public static string? Find()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        string ending = OperatingSystem.IsWindows() ? ".exe" : "";
        IEnumerable<string> onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name + ending)));
        return string.IsNullOrEmpty(named) ? onPath.Concat(Places).FirstOrDefault(File.Exists) : File.Exists(named) ? named : null;
    }

    /// <summary>How to start it: silent, contacting nobody, and as root too, where its own sandbox cannot work.</summary>
    public static IReadOnlyList<string> Arguments =>
    [
        "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        .. Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows() ? ["--no-sandbox"] : Array.Empty<string>(),
    ];
}
