using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using WorkflowAlerts.Cli.Displaying;
using WorkflowAlerts.Cli.Hosting;
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
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Json = "json";

    private static readonly Dictionary<string, Action<Destination, RenderedMessage>> Formats = new() { [Json] = PrintJson, ["text"] = PrintText };

    public static Command Create()
    {
        Option<string> run = new("--run") { Description = "A file with one run as Amperity's API answers it, or a page of runs; - for standard input.", HelpName = "FILE", Required = true };
        Option<string?> tenant = new("--tenant") { Description = "The tenant the run belongs to. Default: the first one configured.", HelpName = "TENANT" };
        Option<string> format = new("--format")
        {
            Description = "json: the exact payload, indented; text: the message as a person would see it in the channel.", DefaultValueFactory = _ => Json, HelpName = string.Join('|', Formats.Keys),
        };
        format.Validators.Add(result =>
        {
            if (result.Tokens.SingleOrDefault()?.Value is { } given && !Formats.ContainsKey(given))
            {
                result.AddError($"--format \"{Printable.Of(given)}\" is not one of {string.Join(", ", Formats.Keys)}.");
            }
        });
        Option<string?> settings = CommonOptions.Settings();
        Option<bool> verbose = CommonOptions.Verbose();
        Command command = new("preview", "Print what each destination would get for a run.") { run, tenant, format, settings, verbose };
        command.SetAction((parsed, cancellationToken) => CommonOptions.Run(
            parsed.GetValue(verbose),
            () => Preview(parsed.GetRequiredValue(run), parsed.GetValue(tenant), Formats[parsed.GetRequiredValue(format)], parsed.GetValue(settings), parsed.GetValue(verbose), cancellationToken),
            cancellationToken));
        return command;
    }

    private static async Task<int> Preview(string file, string? tenant, Action<Destination, RenderedMessage> print, string? settings, bool verbose, CancellationToken cancellationToken)
    {
        await using ServiceProvider product = LocalHost.Build(LocalSettings.Load(settings), verbose);
        WorkflowAlertsOptions options = product.GetRequiredService<Microsoft.Extensions.Options.IOptions<WorkflowAlertsOptions>>().Value;
        string known = tenant ?? options.Tenants.Keys.Order(StringComparer.Ordinal).First();
        if (!options.Tenants.ContainsKey(known))
        {
            throw new UsageException($"There is no tenant \"{known}\" in the configuration. It has {string.Join(", ", options.Tenants.Keys)}.");
        }

        bool told = false;
        foreach (WorkflowRun run in await Read(file, known, cancellationToken))
        {
            told |= Print(run, product, options, print);
        }

        return told ? ExitCode.Good : ExitCode.Failed;
    }

    private static bool Print(WorkflowRun run, ServiceProvider product, WorkflowAlertsOptions options, Action<Destination, RenderedMessage> print)
    {
        if (Alert.From(run) is not { } alert)
        {
            Console.Error.WriteLine($"Run {run.Id} is in state \"{run.State}\": no alert.");
            return false;
        }

        RouteDecision decision = product.GetRequiredService<Router>().Route(alert);
        if (decision.Muted)
        {
            Console.Error.WriteLine($"Run {run.Id}: a route mutes it, so nobody is told.");
            return false;
        }

        Card card = product.GetRequiredService<Owners>().On(AlertCard.Of(alert, options.Cards, possibleRepeat: false, RunDetail.From(run)), alert);
        foreach (Destination destination in decision.To.Select(name => product.GetRequiredService<Destinations>()[name]))
        {
            ICardRenderer renderer = product.GetServices<ICardRenderer>().First(renderer => renderer.Kind == destination.Kind);
            RenderedMessage message = renderer.Render(card);
            Console.Error.WriteLine($"Run {run.Id} to {destination} ({message.Body.Length:N0} bytes):");
            print(destination, message);
        }

        return true;
    }

    private static void PrintJson(Destination destination, RenderedMessage message)
    {
        using JsonDocument payload = JsonDocument.Parse(message.Body);
        Console.WriteLine(JsonSerializer.Serialize(payload, Indented));
    }

    private static void PrintText(Destination destination, RenderedMessage message) =>
        AnsiConsole.Write(MessageView.Of(ShownMessage.Read(message.Body), destination.Name, destination.Kind));

    private static async Task<IReadOnlyList<WorkflowRun>> Read(string file, string tenant, CancellationToken cancellationToken)
    {
        byte[] json = ReadBytes(file);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            byte[] page = document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("data", out _)
                ? json
                : [.. "{\"data\":["u8, .. json, .. "]}"u8];
            RunPage runs = await RunPageParser.Parse(new MemoryStream(page), tenant, cancellationToken);
            return runs.Malformed.Count == 0 && runs.Runs.Count > 0 ? runs.Runs : throw new UsageException($"{file}: {runs.Malformed.FirstOrDefault("there is no run in it.")}");
        }
        catch (Exception e) when (e is JsonException or AmperityException)
        {
            throw new UsageException($"{file} is no run: {e.Message} Give JSON as GET /workflow/runs/{{id}}?view=verbose answers it.", e);
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
