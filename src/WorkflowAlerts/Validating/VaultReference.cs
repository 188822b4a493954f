namespace WorkflowAlerts.Validating;

/// <summary>A reference to a secret in Key Vault, which App Service puts the secret in place of, or leaves where it cannot.</summary>
/// <remarks>https://learn.microsoft.com/azure/app-service/app-service-key-vault-references</remarks>
public static class VaultReference
{
    /// <summary>Whether a setting's value is one that was not resolved.</summary>
    public static bool Is(string? value) => value?.TrimStart().StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase) == true;
}
