import { appSettings } from 'settings.bicep'
import { Configuration, Tags } from 'types.bicep'

@description('The name of the function app, unique in the world.')
param name string

@description('The name of its plan.')
param planName string

@description('Where to create them.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('The identity that the app runs as.')
param identityId string

@description('The client id of that identity.')
param clientId string

@description('The storage account of the app.')
param storageAccountId string

@description('The container that holds the app\'s package.')
param packageContainer string

@description('The Key Vault that holds the secrets.')
param vaultName string

@description('The Application Insights component that telemetry goes to.')
param componentName string

@description('The memory of an instance, in MB.')
param instanceMemoryMB 512 | 2048 | 4096

@description('The most instances of each function.')
param maximumInstanceCount int

@description('Whether the app is spread over the zones of the region.')
param zoneRedundant bool

@description('The subnet that the app joins, or an empty text for none.')
param subnetId string

@description('Whether the app\'s own addresses are reachable from outside a network: its deployment site, and the host\'s administration.')
param publicNetworkAccess 'Enabled' | 'Disabled'

@description('Public addresses that reach them; empty for all.')
param allowedIpRanges string[]

@description('The workspace that gets the host\'s log, or an empty text for none.')
param logsTo string

@description('A text that changes with every deployment.')
param revision string

@description('When to poll: NCRONTAB, six fields with seconds first, UTC.')
param pollSchedule string

@description('When to remove old rows from the ledger: NCRONTAB, six fields with seconds first, UTC.')
param sweepSchedule string

@description('What to watch, and whom to tell.')
param configuration Configuration

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  scope: resourceGroup(split(storageAccountId, '/')[2], split(storageAccountId, '/')[4])
  name: last(split(storageAccountId, '/'))
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

var restrictions = empty(allowedIpRanges)
  ? {}
  : {
      ipSecurityRestrictions: map(allowedIpRanges, (range, i) => {
        name: 'allowed-${i}'
        ipAddress: contains(range, '/') ? range : '${range}/32'
        action: 'Allow'
        priority: 100 + i
      })
      ipSecurityRestrictionsDefaultAction: 'Deny'
      scmIpSecurityRestrictionsUseMain: true
    }

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true, zoneRedundant: zoneRedundant }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  // azd finds the app of the service "api" in azure.yaml by this tag.
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    publicNetworkAccess: publicNetworkAccess
    // No ftpsState: Flex Consumption refuses it (https://github.com/Azure/azure-cli/issues/31414).
    siteConfig: union({ minTlsVersion: '1.2', scmMinTlsVersion: '1.2' }, restrictions)
    functionAppConfig: {
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
      }
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${account.properties.primaryEndpoints.blob}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(appSettings(configuration, vaultName), {
      // Any change of a setting makes the app start anew and fetch its secrets at once; without one, a new secret is seen within 24 hours.
      // https://learn.microsoft.com/azure/app-service/app-service-key-vault-references#understand-rotation
      SettingsRevision: revision
      PollSchedule: pollSchedule
      SweepSchedule: sweepSchedule
      AzureWebJobsStorage__accountName: account.name
      AzureWebJobsStorage__blobServiceUri: account.properties.primaryEndpoints.blob
      AzureWebJobsStorage__queueServiceUri: account.properties.primaryEndpoints.queue
      AzureWebJobsStorage__tableServiceUri: account.properties.primaryEndpoints.table
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: clientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: component.properties.ConnectionString
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${clientId};Authorization=AAD'
    })
  }

  // Deployments sign in with Entra ID; user names and passwords are off.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    #disable-next-line BCP187 // Missing in the type, required by the service: https://github.com/Azure/bicep-types-az/issues/1526
    location: location
    properties: { allow: false }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    #disable-next-line BCP187
    location: location
    properties: { allow: false }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(logsTo)) {
  name: 'workflow-alerts'
  scope: app
  properties: {
    workspaceId: logsTo
    logs: [{ category: 'FunctionAppLogs', enabled: true }]
  }
}
