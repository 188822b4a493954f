using System.Text.Json;

namespace WorkflowAlerts.Simulation;

/// <summary>What is special of one kind of chat, simulated.</summary>
/// <param name="Start">Starts it, with limits of its own or with those of the chat: messages a second, and at once.</param>
/// <param name="Headline">What a notification shows of a message, as it is written in it.</param>
internal sealed record SimulatedKind(Func<TimeProvider, double?, double?, Task<SimulatedChat>> Start, Func<JsonElement, string> Headline);
