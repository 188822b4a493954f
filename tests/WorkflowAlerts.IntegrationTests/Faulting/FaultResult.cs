using WorkflowAlerts.Telling;
using WorkflowAlerts.IntegrationTests.Proving;

namespace WorkflowAlerts.IntegrationTests.Faulting;

/// <summary>What came of one scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Audit">What arrived of what had to.</param>
/// <param name="Refused">Alerts that a destination refused, as the ledger has them.</param>
/// <param name="Announced">Announcements of that at the operations destination.</param>
/// <param name="Recovery">From the end of the fault to the last arrival.</param>
/// <param name="Faults">What is wrong, in sentences.</param>
internal sealed record FaultResult(string Scenario, Audit Audit, int Refused, int Announced, TimeSpan Recovery, IReadOnlyList<string> Faults)
{
    public override string ToString() =>
        $"{Scenario}: alerts expected {Audit.Expected}, delivered {Audit.Delivered}, refused {Refused}, announced {Announced}, lost {Audit.Lost}, repeated {Audit.Repeated}, labelled {Audit.Labelled}, last arrival {Recovery.TotalSeconds:0.0} s after the fault{string.Concat(Faults.Select(fault => $"; {fault}"))}";
}
