using System.Text.Json.Serialization;

namespace WorkflowAlerts.Cli.Checking;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(WhatIfReport))]
internal sealed partial class WhatIfJson : JsonSerializerContext;
