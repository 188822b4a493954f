using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Operating;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(HistoryReport))]
[JsonSerializable(typeof(IReadOnlyList<PoisonView>))]
[JsonSerializable(typeof(PoisonView))]
[JsonSerializable(typeof(PoisonOutcome))]
[JsonSerializable(typeof(RewindReport))]
[JsonSerializable(typeof(IReadOnlyList<DamagedRowView>))]
[JsonSerializable(typeof(DamageOutcome))]
[JsonSerializable(typeof(IReadOnlyList<WorkflowAlerts.Quieting.Mute>))]
internal sealed partial class OperatingJson : JsonSerializerContext;
