import { secretNames } from 'modules/settings.bicep'
import {
  AlertReceivers
  Cards
  Cascade
  Delivery
  Destinations
  Details
  Diagnostics
  Digest
  ExistingResources
  Late
  Ledger
  Names
  Owner
  Polling
  Route
  Tenants
} from 'modules/types.bicep'

@description('The name of this environment, such as prod. Every resource\'s name follows from it and the resource group.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Where to create everything: a region that has Flex Consumption.')
param location string = resourceGroup().location

@description('The Amperity tenants to watch, by tenant id. Each needs a secret tenant-<id>.')
param tenants Tenants

@description('Where messages can go, by a name of your choice. Each needs a secret destination-<name>, the webhook\'s address.')
param destinations Destinations

@description('Who gets what; the first match wins.')
param routes Route[]

@description('Destinations of whatever no route matches, so that nothing is dropped for want of a route.')
@minLength(1)
param defaultTo string[]

@description('Destinations the product reports on itself to. Empty: the same as defaultTo.')
param operations string[] = []

@description('Whom messages about failures call.')
param owners Owner[] = []

@description('Values of secrets, by their name in the Key Vault. A secret that is missing or empty here keeps the value it has there.')
@secure()
#disable-next-line use-user-defined-types // Bicep before 0.48 does not see that a type is secure, only that a parameter is.
param secrets object = {}

@description('How far to read.')
param polling Polling = {}

@description('How long to wait, and when to stop.')
param delivery Delivery = {}

@description('When many alerts become a few cards.')
param digest Digest = {}

@description('When a failure is told on the card of the one it follows from.')
param cascade Cascade = {}

@description('When a run counts as late, where a route asks for late runs.')
param late Late = {}

@description('What cards tell of a run\'s tasks.')
param details Details = {}

@description('How long the ledger remembers.')
param ledger Ledger = {}

@description('What cards show.')
param cards Cards = {}

@description('Whether a monitor outside, in the style of Healthchecks.io, is called after each poll. Needs a secret heartbeat-url, its address.')
param heartbeat bool = false

@description('When to poll: NCRONTAB, six fields with seconds first, UTC. Default: every minute.')
param pollSchedule string = '0 * * * * *'

@description('When to remove old rows from the ledger: NCRONTAB, six fields with seconds first, UTC. Default: daily at 03:30.')
param sweepSchedule string = '0 30 3 * * *'

@description('Who is told when the product itself is in trouble, or that an action group of yours is.')
param alertReceivers AlertReceivers

@description('How long a tenant may go without a successful poll before somebody is told. Longer than the poll schedule\'s pauses.')
param silentAfter 'PT15M' | 'PT30M' | 'PT1H' | 'PT6H' | 'P1D' = 'PT15M'

@description('The delivery latency, in seconds, that 95 of 100 deliveries must stay below.')
@minValue(60)
param latencySeconds int = 600

@description('The principal ids of people or groups who may use the command line against the deployed app: they read and change its queues and tables.')
param operatorPrincipalIds string[] = []

@description('The memory of an instance, in MB. At 512 the usual load stays inside the free grant.')
param instanceMemoryMB 512 | 2048 | 4096 = 512

@description('The most instances of each function. With 1, the pace that a webhook allows is kept in one process; more help where there are many destinations, or so many tenants that polls go through a queue.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 1

@description('Whether the app and its storage are spread over the zones of the region, where it has some. Cannot be changed later.')
param zoneRedundant bool = false

@description('How long telemetry is kept, in days.')
@minValue(30)
@maxValue(730)
param retentionDays int = 30

@description('The most telemetry taken in a day, in GB. Somebody is told when it is reached.')
@minValue(1)
param dailyCapGb int = 1

@description('Which resource logs go to the workspace.')
param diagnostics Diagnostics = {}

@description('Whether storage and the Key Vault are reachable through private endpoints only, and the app joins their network.')
param vnetEnabled bool = false

@description('The addresses of that network: a /24 or larger.')
param vnetAddressPrefix string = '10.80.0.0/24'

@description('Public addresses or ranges (CIDR) that reach the app\'s deployment site, and with vnetEnabled storage and the Key Vault as well. Empty: everybody reaches the site, and nobody from outside the others.')
param allowedIpRanges string[] = []

@description('Whether the app\'s deployment site is reachable from outside a network at all. Nothing but deployments needs it.')
param appPublicNetworkAccess 'Enabled' | 'Disabled' = 'Enabled'

@description('Names of your own for the resources. What is left out follows from the environment and the resource group.')
param names Names = {}

@description('Resources of yours to use instead of new ones.')
param existingResources ExistingResources = {}

@description('Whether to bring back the Key Vault of an environment that was removed less than 7 days ago.')
param recoverVault bool = false

@description('What a month may cost, in the currency of your bill: the receivers are told at 80 and at 100 percent. 0: no budget.')
@minValue(0)
param monthlyBudget int = 0

@description('The month the budget begins in. Leave it as it is.')
param budgetStart string = utcNow('yyyy-MM-01')

@description('Changes with every deployment, so that the app fetches its secrets anew. Leave it as it is.')
param revision string = utcNow()

@description('Tags of your own for every resource.')
param tags { *: string } = {}

var suffix = uniqueString(resourceGroup().id, environmentName)
var allNames = {
  actionGroup: names.?actionGroup ?? 'ag-${suffix}'
  app: names.?app ?? 'func-${suffix}'
  component: names.?component ?? 'appi-${suffix}'
  identity: names.?identity ?? 'id-${suffix}'
  network: names.?network ?? 'vnet-${suffix}'
  plan: names.?plan ?? 'plan-${suffix}'
  workspace: names.?workspace ?? 'log-${suffix}'
}
var storageId = existingResources.?storageAccountId ?? resourceId('Microsoft.Storage/storageAccounts', names.?storage ?? 'st${suffix}')
var vaultId = existingResources.?vaultId ?? resourceId('Microsoft.KeyVault/vaults', names.?vault ?? 'kv-${suffix}')
var workspaceId = existingResources.?workspaceId ?? resourceId('Microsoft.OperationalInsights/workspaces', allNames.workspace)

var ownStorage = existingResources.?storageAccountId == null
var ownVault = existingResources.?vaultId == null
var ownWorkspace = existingResources.?workspaceId == null
var isPrivate = vnetEnabled || existingResources.?endpointSubnetId != null
var allTags = union(tags, { 'azd-env-name': environmentName })
var packageContainer = 'deployment'

module identity 'modules/identity.bicep' = {
  name: 'identity-${suffix}'
  params: {
    name: allNames.identity
    location: location
    tags: allTags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  params: {
    workspaceName: ownWorkspace ? allNames.workspace : ''
    workspaceId: workspaceId
    componentName: allNames.component
    location: location
    tags: allTags
    retentionDays: retentionDays
    dailyCapGb: dailyCapGb
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = if (ownStorage) {
  params: {
    name: last(split(storageId, '/'))
    location: location
    tags: allTags
    isPrivate: isPrivate
    allowedIpRanges: allowedIpRanges
    zoneRedundant: zoneRedundant
  }
}

module data 'modules/data.bicep' = {
  scope: resourceGroup(split(storageId, '/')[2], split(storageId, '/')[4])
  params: {
    storageAccountName: last(split(storageId, '/'))
    packageContainer: packageContainer
    principalId: identity.outputs.principalId
    operatorPrincipalIds: operatorPrincipalIds
    logsTo: (diagnostics.?storage ?? false) && ownStorage ? workspaceId : ''
  }
  dependsOn: [storage, monitoring]
}

module vault 'modules/vault.bicep' = if (ownVault) {
  params: {
    name: last(split(vaultId, '/'))
    location: location
    tags: allTags
    isPrivate: isPrivate
    allowedIpRanges: allowedIpRanges
    isRecovered: recoverVault
  }
}

module secretValues 'modules/secrets.bicep' = {
  scope: resourceGroup(split(vaultId, '/')[2], split(vaultId, '/')[4])
  params: {
    vaultName: last(split(vaultId, '/'))
    secretNames: secretNames(tenants, destinations, heartbeat)
    secrets: secrets
    principalId: identity.outputs.principalId
    logsTo: (diagnostics.?vault ?? true) && ownVault ? workspaceId : ''
  }
  dependsOn: [vault, monitoring]
}

module network 'modules/network.bicep' = if (vnetEnabled) {
  params: {
    name: allNames.network
    location: location
    tags: allTags
    addressPrefix: vnetAddressPrefix
  }
}

module endpoints 'modules/endpoints.bicep' = if (isPrivate) {
  params: {
    name: allNames.network
    location: location
    tags: allTags
    subnetId: existingResources.?endpointSubnetId ?? resourceId('Microsoft.Network/virtualNetworks/subnets', allNames.network, 'endpoints')
    networkId: vnetEnabled ? resourceId('Microsoft.Network/virtualNetworks', allNames.network) : ''
    zoneIds: existingResources.?privateDnsZoneIds ?? {}
    storageAccountId: ownStorage ? storageId : ''
    vaultId: ownVault ? vaultId : ''
  }
  dependsOn: [network, storage, vault]
}

module app 'modules/app.bicep' = {
  params: {
    name: allNames.app
    planName: allNames.plan
    location: location
    tags: allTags
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    storageAccountId: storageId
    packageContainer: packageContainer
    vaultName: last(split(vaultId, '/'))
    componentName: allNames.component
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    zoneRedundant: zoneRedundant
    subnetId: vnetEnabled ? resourceId('Microsoft.Network/virtualNetworks/subnets', allNames.network, 'app') : existingResources.?appSubnetId ?? ''
    publicNetworkAccess: appPublicNetworkAccess
    allowedIpRanges: allowedIpRanges
    logsTo: (diagnostics.?app ?? false) ? workspaceId : ''
    revision: revision
    pollSchedule: pollSchedule
    sweepSchedule: sweepSchedule
    configuration: {
      tenants: tenants
      destinations: destinations
      routes: routes
      defaultTo: defaultTo
      operations: operations
      owners: owners
      polling: polling
      delivery: delivery
      digest: digest
      cascade: cascade
      late: late
      details: details
      ledger: ledger
      cards: cards
      heartbeat: heartbeat
    }
  }
  // The app opens its storage and its secrets when it starts.
  dependsOn: [data, secretValues, endpoints, monitoring]
}

module alerts 'modules/alerts.bicep' = {
  params: {
    suffix: suffix
    location: location
    tags: allTags
    componentName: allNames.component
    workspaceId: workspaceId
    tenants: objectKeys(tenants)
    actionGroupName: allNames.actionGroup
    receivers: alertReceivers
    actionGroupIds: existingResources.?actionGroupIds ?? []
    silentAfter: silentAfter
    latencySeconds: latencySeconds
    monthlyBudget: monthlyBudget
    budgetStart: budgetStart
  }
  dependsOn: [monitoring]
}

@description('The resource group, for azd and scripts.')
output AZURE_RESOURCE_GROUP string = resourceGroup().name

@description('The function app, for deployments of its code.')
output FUNCTION_APP_NAME string = allNames.app

@description('The Key Vault, for setting secrets.')
output KEY_VAULT_NAME string = last(split(vaultId, '/'))

@description('The storage account, for the command line and for looking into its queues and tables.')
output STORAGE_ACCOUNT_NAME string = last(split(storageId, '/'))

@description('The Application Insights component, for logs, metrics and the workbook.')
output APPLICATION_INSIGHTS_NAME string = allNames.component
