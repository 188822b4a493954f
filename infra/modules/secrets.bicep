// The secrets in the Key Vault, and the app's right to read them. The vault may be one that you had before; it must use roles, not access policies.

@description('The Key Vault.')
param vaultName string

@description('The names of the secrets that the app reads.')
param secretNames string[]

@description('Values to write, by name. A secret that is missing or empty here keeps the value it has in the vault.')
@secure()
#disable-next-line use-user-defined-types // Bicep before 0.48 does not see that a type is secure, only that a parameter is.
param secrets object

@description('The principal id of the app\'s identity.')
param principalId string

@description('The workspace that gets the vault\'s log of who read and wrote what, or an empty text for none.')
param logsTo string

// Key Vault Secrets User: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

resource values 'Microsoft.KeyVault/vaults/secrets@2025-05-01' = [
  for name in secretNames: if (!empty(secrets[?name] ?? '')) {
    parent: vault
    name: name
    properties: { value: secrets[name] }
  }
]

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, secretsUser)
  scope: vault
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(logsTo)) {
  name: 'workflow-alerts'
  scope: vault
  properties: {
    workspaceId: logsTo
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}
