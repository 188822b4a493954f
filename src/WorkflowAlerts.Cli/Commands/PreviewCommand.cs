using WorkflowAlerts.Telling;
using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using WorkflowAlerts.Cli.Displaying;
using WorkflowAlerts.Cli.Hosting;
using WorkflowAlerts.Cli.Inbox;
using WorkflowAlerts.Cli.Operating;
using WorkflowAlerts.Delivery;
using WorkflowAlerts.Detailing;
using WorkflowAlerts.Fetching;
using WorkflowAlerts.Owning;
using WorkflowAlerts.Rendering;
using WorkflowAlerts.Routing;
using WorkflowAlerts.Runs;

namespace WorkflowAlerts.Cli.Commands;

/// <summary><c>preview</c>: what each destination would get for a run, as the exact payload or as the channel would show it.</summary>
internal static class PreviewCommand
{
    private const string Json = "json";
    private const string Html = "html";
    private const string Png = "png";
    private const string Text = "text";

    private static readonly string[] Formats = [Json, Text, Html, Png];

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        Option<string> run = new("--run") { Description = "A file with one run as Amperity's API answers it, or a page of runs; - for standard input.", HelpName = "FILE", Required = true };
        Option<string?> tenant = new("--tenant") { Description = "The tenant the run belongs to. Default: the first one configured.", HelpName = "TENANT" };
        Option<string> format = new("--format")
        {
            Description = "json: the exact payload, indented; text: the message as a person would see it in the channel; html: the same as a page; png: as a picture.",
            DefaultValueFactory = _ => Json,
            HelpName = string.Join('|', Formats),
        };
        format.AddRule(result =>
        {
            if (result.Tokens.SingleOrDefault()?.Value is { } given && !Formats.Contains(given))
            {
                result.AddError($"--format \"{Printable.Of(given)}\" is not one of {string.Join(", ", Formats)}.");
            }
        });
        Option<string?> output = new("--output") { Description = "The file for --format html and png, or a folder for it. Default: preview.html or preview.png in this folder.", HelpName = "PATH" };
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("preview", "Show what each destination would get for a run.") { run, tenant, format, output, settings, verbose };
        command.AddRule(result =>
        {
            if (result.GetResult(output) is not null && result.GetValue(format) is not (Html or Png))
            {
                result.AddError("--output goes with --format html or png; everything else goes to standard output.");
            }
        });
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose), parsed.GetValue(settings),
            () => Preview(parsed.GetRequiredValue(run), parsed.GetValue(tenant), parsed.GetRequiredValue(format), parsed.GetValue(output), parsed.GetValue(settings), parsed.GetValue(verbose), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Preview(string file, string? tenant, string format, string? output, string? settings, bool verbose, CancellationToken cancellationToken)
    {
        await using ServiceProvider product = LocalHost.Build(DraftConfiguration.Completed(LocalSettings.Load(settings)), verbose);
        WorkflowAlertsOptions options = product.GetRequiredService<Microsoft.Extensions.Options.IOptions<WorkflowAlertsOptions>>().Value;
        string known = tenant ?? options.Tenants.Keys.Order(StringComparer.Ordinal).First();
        if (!options.Tenants.ContainsKey(known))
        {
            throw new UsageException($"There is no tenant \"{known}\" in the configuration. It has {string.Join(", ", options.Tenants.Keys)}.");
        }

        InboxMessage[] messages = [.. (await Read(file, known, cancellationToken)).SelectMany(run => Messages(run, product, options))];
        if (format is Html or Png && messages.Length > 0)
        {
            Console.Error.WriteLine(await PreviewFile.Write(messages, format == Png, output, cancellationToken));
        }
        else
        {
            Array.ForEach(messages, message => Print(message, format));
        }

        return messages.Length > 0 ? ExitCode.Good : ExitCode.Failed;
    }

    private static void Print(InboxMessage message, string format)
    {
        Console.Error.WriteLine($"Run {message.RunId} to {message.Destination} ({message.Kind}) ({message.Bytes:N0} bytes):");
        if (format == Text)
        {
            AnsiConsole.Write(MessageView.Of(ShownMessage.Read(message.Kind, Encoding.UTF8.GetBytes(message.Body)), message.Destination, message.Kind));
            return;
        }

        using JsonDocument payload = JsonDocument.Parse(message.Body);
        Console.WriteLine(JsonSerializer.Serialize(payload, Indented));
    }

    private static IEnumerable<InboxMessage> Messages(WorkflowRun run, ServiceProvider product, WorkflowAlertsOptions options)
    {
        if (FailedRun.From(run) is not { } alert)
        {
            Console.Error.WriteLine($"Run {run.Id} is in state \"{run.State}\": no alert.");
            return [];
        }

        RouteDecision decision = product.GetRequiredService<Router>().Route(alert.Concern);
        if (decision.Muted)
        {
            Console.Error.WriteLine($"Run {run.Id}: a route mutes it, so nobody is told.");
            return [];
        }

        Card card = product.GetRequiredService<Owners>().On(alert.Card(new CardSetting(options.Cards, Detail: RunDetail.From(run))), alert);
        return decision.To.Select(name => product.GetRequiredService<Destinations>()[name]).Select(destination => new InboxMessage(
            destination.Name, destination.Chat,
            Encoding.UTF8.GetString(destination.Chat.Render(card).Body.Span),
            alert.EndedAt ?? DateTimeOffset.UnixEpoch) { RunId = run.Id });
    }

    private static async Task<IReadOnlyList<WorkflowRun>> Read(string file, string tenant, CancellationToken cancellationToken)
    {
        byte[] json = ReadBytes(file);
        string name = file == "-" ? "Standard input" : file;
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            byte[] page = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out _)
                ? json
                : [.. "{\"data\":["u8, .. json, .. "]}"u8];
            RunPage runs = await RunPageParser.Parse(new MemoryStream(page), tenant, cancellationToken);
            return runs.Malformed.Count == 0 && runs.Runs.Count > 0 ? runs.Runs : throw new UsageException($"{name}: {runs.Malformed.FirstOrDefault("there is no run in it.")}");
        }
        catch (JsonException e)
        {
            throw new UsageException($"{name}, {JsonPlace.Of(e)} Give JSON as GET /workflow/runs/{{id}}?view=verbose answers it.", e);
        }
        catch (AmperityException e)
        {
            throw new UsageException($"{name} is no run: {e.Message} Give JSON as GET /workflow/runs/{{id}}?view=verbose answers it.", e);
        }
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            using Stream stream = file == "-" ? Console.OpenStandardInput() : File.OpenRead(file);
            using MemoryStream buffer = new();
            stream.CopyTo(buffer);
            return buffer.ToArray();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The file {file} cannot be read: {e.Message}", e);
        }
    }
}
