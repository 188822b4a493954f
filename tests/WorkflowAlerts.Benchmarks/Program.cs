using System.CommandLine;
using WorkflowAlerts.Benchmarks.Commands;
using WorkflowAlerts.Benchmarks.Flooring;
using WorkflowAlerts.Benchmarks.Running;
using WorkflowAlerts.Benchmarks.Scenarios;

// The processes that are measured are this program again; nothing of the command line is loaded into them.
switch (args)
{
    case ["child", "product"]:
        await ProductChild.Run();
        return 0;
    case ["child", "floor", string name]:
        await Floors.Run(name);
        return 0;
    case ["child", "host", string url]:
        await ColdStart.EmptyHost(url);
        return 0;
}

RootCommand root = new("Measures Workflow Alerts: dotnet run -c Release --project tests/WorkflowAlerts.Benchmarks -- COMMAND")
{
    ScenariosCommand.Create(),
    MicroCommand.Create(),
    GuardCommand.Create(),
    CostCommand.Create(),
    ScaleCommand.Create(),
    PlotsCommand.Create(),
};
ParseResult command = root.Parse(args);
if (command.Errors.Count > 0)
{
    foreach (string error in command.Errors.Select(error => error.Message).Distinct())
    {
        Console.Error.WriteLine(error);
    }

    return 2;
}

return await command.InvokeAsync();
