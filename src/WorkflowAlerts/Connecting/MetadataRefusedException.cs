namespace WorkflowAlerts.Connecting;

/// <summary>A host's name leads to a cloud's metadata address; nothing was sent there.</summary>
public sealed class MetadataRefusedException(string host)
    : IOException($"{host} resolves to a cloud's metadata address. Requests with secrets never go there: correct the address, or the name server's answer.");
