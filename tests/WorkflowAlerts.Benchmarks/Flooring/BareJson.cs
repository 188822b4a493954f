using System.Text.Json.Serialization;

namespace WorkflowAlerts.Benchmarks.Flooring;

[JsonSerializable(typeof(BarePage))]
[JsonSerializable(typeof(BareRun))]
[JsonSerializable(typeof(BareRun[]))]
internal sealed partial class BareJson : JsonSerializerContext;
