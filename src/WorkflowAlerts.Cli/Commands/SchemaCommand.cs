using System.CommandLine;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>schema</c>: what an editor needs to complete and check a settings file.</summary>
internal static class SchemaCommand
{
    private const string Resource = "workflow-alerts.schema.json";

    public static Command Create()
    {
        Command command = new("schema", $"Print the JSON schema of the settings file. Saved beside it, it lets an editor complete and check the file, which names it with \"$schema\": \"./{Resource}\".");
        command.SetAction(_ => CommonOptions.Run(verbose: false, settings: null, Print, CancellationToken.None));
        return command;
    }

    private static async Task<int> Print()
    {
        await using Stream schema = typeof(SchemaCommand).Assembly.GetManifestResourceStream(Resource)!;
        await using Stream output = Console.OpenStandardOutput();
        await schema.CopyToAsync(output);
        return ExitCode.Good;
    }
}
