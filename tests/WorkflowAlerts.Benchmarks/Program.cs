using System.CommandLine;
using WorkflowAlerts.Benchmarks.Commands;
using WorkflowAlerts.Benchmarks.Flooring;
using WorkflowAlerts.Benchmarks.Running;

// The processes that are measured are this program again; nothing of the command line is loaded into them.
switch (args)
{
    case ["child", "product"]:
        await ProductChild.Run();
        return 0;
    case ["child", "floor", string name]:
        await Floors.Run(name);
        return 0;
}

RootCommand root = new("Measures Workflow Alerts: dotnet run -c Release --project tests/WorkflowAlerts.Benchmarks -- COMMAND")
{
    ScenariosCommand.Create(),
};
return await root.Parse(args).InvokeAsync();
