using Spectre.Console;
using Spectre.Console.Rendering;

namespace WorkflowAlerts.Tests.Displaying;

/// <summary>What a terminal, or a pipe, would get.</summary>
internal static class Screen
{
    public static string Plain(IRenderable shown, int width) => Of(shown, width, AnsiSupport.No, ColorSystemSupport.NoColors);

    public static string Coloured(IRenderable shown, int width) => Of(shown, width, AnsiSupport.Yes, ColorSystemSupport.TrueColor);

    private static string Of(IRenderable shown, int width, AnsiSupport ansi, ColorSystemSupport colours)
    {
        StringWriter output = new() { NewLine = "\n" };
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = ansi, ColorSystem = colours, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(output) });
        console.Profile.Width = width;
        console.Profile.Capabilities.Unicode = true;
        console.Write(shown);
        return string.Join('\n', output.ToString().ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd(' ')));
    }
}
