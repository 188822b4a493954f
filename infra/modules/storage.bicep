import { Tags } from 'types.bicep'

@description('The name of the storage account: 3 to 24 lower-case letters and digits, unique in the world.')
@minLength(3)
@maxLength(24)
param name string

@description('Where to create it.')
param location string

@description('Tags of the resource.')
param tags Tags

@description('Whether only private endpoints, and the addresses below, reach the account.')
param isPrivate bool

@description('Public addresses that reach it all the same.')
param allowedIpRanges string[]

@description('Whether the data is kept in three zones of the region.')
param zoneRedundant bool

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: zoneRedundant ? 'Standard_ZRS' : 'Standard_LRS' }
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    publicNetworkAccess: isPrivate && empty(allowedIpRanges) ? 'Disabled' : 'Enabled'
    networkAcls: {
      defaultAction: isPrivate ? 'Deny' : 'Allow'
      bypass: 'None'
      ipRules: [for range in isPrivate ? allowedIpRanges : []: { value: range, action: 'Allow' }]
    }
  }

  // What somebody removes by mistake can be had again for a week: the app's package, and the host's keys.
  resource blobs 'blobServices' = {
    name: 'default'
    properties: {
      deleteRetentionPolicy: { enabled: true, days: 7 }
      containerDeleteRetentionPolicy: { enabled: true, days: 7 }
    }
  }
}
