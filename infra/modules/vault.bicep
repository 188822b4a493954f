import { SecretValues, Tags } from 'types.bicep'

@description('The name of the Key Vault: 3 to 24 letters, digits and hyphens, unique in the world.')
@minLength(3)
@maxLength(24)
param name string

@description('Where to create it.')
param location string

@description('Tags of the resource.')
param tags Tags

@description('Whether only private endpoints reach the vault. Deployments still write secrets, through Azure Resource Manager.')
param isPrivate bool

@description('The names of the secrets that the app reads.')
param secretNames string[]

@description('Values to write, by name. A secret that is missing or empty here keeps the value it has in the vault.')
param secrets SecretValues

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    // The shortest there is: until it is over, nobody can use the name of a removed environment, and every secret can be had again where it came from.
    softDeleteRetentionInDays: 7
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      bypass: 'AzureServices'
    }
  }

  resource secret 'secrets' = [
    for secretName in secretNames: if (!empty(secrets[?secretName] ?? '')) {
      name: secretName
      properties: { value: secrets[secretName] }
    }
  ]
}
