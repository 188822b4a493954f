import { Tags } from 'types.bicep'

@description('The name of the Key Vault: 3 to 24 letters, digits and hyphens, unique in the world.')
@minLength(3)
@maxLength(24)
param name string

@description('Where to create it.')
param location string

@description('Tags of the resource.')
param tags Tags

@description('Whether only private endpoints, and the addresses below, reach the vault. Deployments still write secrets, through Azure Resource Manager.')
param isPrivate bool

@description('Public addresses that reach it all the same.')
param allowedIpRanges string[]

@description('Whether a removed vault of this name is brought back.')
param isRecovered bool

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    createMode: isRecovered ? 'recover' : 'default'
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enablePurgeProtection: true
    // The shortest there is: until it is over, the name of a removed environment is taken, and every secret can be had again where it came from.
    softDeleteRetentionInDays: 7
    publicNetworkAccess: isPrivate && empty(allowedIpRanges) ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      bypass: 'AzureServices'
      ipRules: [for range in isPrivate ? allowedIpRanges : []: { value: range }]
    }
  }
}
