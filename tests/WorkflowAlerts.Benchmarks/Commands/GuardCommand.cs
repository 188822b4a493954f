using System.CommandLine;
using System.Globalization;
using WorkflowAlerts.Benchmarks.Guarding;

namespace WorkflowAlerts.Benchmarks.Commands;

/// <summary><c>guard</c>: what every build checks.</summary>
internal static class GuardCommand
{
    public static Command Create()
    {
        Option<bool> record = new("--record") { Description = "Write what is measured as the new marks." };
        Command command = new("guard", "Exit with 1 if storage operations or allocations have grown past marks.json. Counts only, no times.") { record };
        command.SetAction((parsed, cancellationToken) => MeasuringCommand.Run(() => Run(parsed.GetValue(record), cancellationToken)));
        return command;
    }

    private static async Task<int> Run(bool record, CancellationToken cancellationToken)
    {
        SortedDictionary<string, double> figures = await GuardFigures.Measure(cancellationToken);
        if (record)
        {
            GuardMarks.Write(figures);
        }

        SortedDictionary<string, double> marks = GuardMarks.Read();
        bool anyGrown = false;
        foreach ((string name, double figure) in figures)
        {
            double? mark = marks.TryGetValue(name, out double known) ? known : null;
            bool hasGrown = GuardMarks.HasGrown(name, figure, mark);
            anyGrown |= hasGrown;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(hasGrown ? "GREW" : "ok  ")} {name}: {figure} (mark {mark})"));
        }

        if (anyGrown)
        {
            Console.WriteLine("Find what asks or allocates more. If it has to be, record the new marks with \"guard --record\" and say why in the commit.");
        }

        return anyGrown ? 1 : 0;
    }
}
