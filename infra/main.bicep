targetScope = 'subscription'

import { secretNames } from 'modules/settings.bicep'
import { Cards, Cascade, Delivery, Destinations, Details, Digest, Late, Ledger, Owner, Polling, Route, SecretValues, Tenants } from 'modules/types.bicep'

@description('The name of this environment, such as prod. Every resource\'s name follows from it, the subscription and the location.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('Where to create everything: a region that has Flex Consumption.')
@metadata({ azd: { type: 'location' } })
param location string

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

@description('Values of secrets, by name. A secret that is missing or empty here keeps the value it has in the Key Vault.')
param secrets SecretValues = {}

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

@description('Who is told by e-mail when the product itself is in trouble.')
@minLength(1)
param alertEmails string[]

@description('How long a tenant may go without a successful poll before somebody is told. Longer than the poll schedule\'s pauses.')
param silentAfter 'PT15M' | 'PT30M' | 'PT1H' | 'PT6H' | 'P1D' = 'PT15M'

@description('The delivery latency, in seconds, that 95 of 100 deliveries must stay below.')
@minValue(60)
param latencySeconds int = 600

@description('The memory of an instance, in MB. At 512 the usual load stays inside the free grant.')
param instanceMemoryMB 512 | 2048 | 4096 = 512

@description('The most instances of each function. With 1, the pace that a webhook allows is kept in one process; more help where there are many destinations, or so many tenants that polls go through a queue.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 1

@description('How long telemetry is kept, in days.')
@minValue(30)
@maxValue(730)
param retentionDays int = 30

@description('The most telemetry taken in a day, in GB.')
@minValue(1)
param dailyCapGb int = 1

@description('Whether storage and the Key Vault are reachable through private endpoints only, and the app joins their network.')
param vnetEnabled bool = false

@description('The addresses of that network: a /24 or larger.')
param vnetAddressPrefix string = '10.80.0.0/24'

@description('Tags of your own for every resource.')
param tags { *: string } = {}

var suffix = uniqueString(subscription().id, environmentName, location)
var names = {
  app: 'func-${suffix}'
  component: 'appi-${suffix}'
  identity: 'id-${suffix}'
  network: 'vnet-${suffix}'
  plan: 'plan-${suffix}'
  storage: 'st${suffix}'
  vault: 'kv-${suffix}'
  workspace: 'log-${suffix}'
}
var allTags = union(tags, { 'azd-env-name': environmentName })
var packageContainer = 'deployment'
var appSubnetName = 'app'

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: allTags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: {
    name: names.identity
    location: location
    tags: allTags
  }
}

module storage 'modules/storage.bicep' = {
  scope: group
  params: {
    name: names.storage
    location: location
    tags: allTags
    packageContainer: packageContainer
    isPrivate: vnetEnabled
  }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: names.vault
    location: location
    tags: allTags
    isPrivate: vnetEnabled
    secretNames: secretNames(tenants, destinations, heartbeat)
    secrets: secrets
  }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: {
    workspaceName: names.workspace
    componentName: names.component
    location: location
    tags: allTags
    retentionDays: retentionDays
    dailyCapGb: dailyCapGb
  }
}

module access 'modules/access.bicep' = {
  scope: group
  params: {
    identityName: names.identity
    storageAccountName: names.storage
    vaultName: names.vault
    componentName: names.component
  }
  dependsOn: [identity, storage, vault, monitoring]
}

module network 'modules/network.bicep' = if (vnetEnabled) {
  scope: group
  params: {
    name: names.network
    location: location
    tags: allTags
    addressPrefix: vnetAddressPrefix
    appSubnetName: appSubnetName
    storageAccountName: names.storage
    vaultName: names.vault
  }
  dependsOn: [storage, vault]
}

module app 'modules/app.bicep' = {
  scope: group
  params: {
    name: names.app
    planName: names.plan
    location: location
    tags: allTags
    identityName: names.identity
    storageAccountName: names.storage
    packageContainer: packageContainer
    vaultName: names.vault
    componentName: names.component
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    subnetId: vnetEnabled
      ? resourceId(subscription().subscriptionId, group.name, 'Microsoft.Network/virtualNetworks/subnets', names.network, appSubnetName)
      : ''
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
  dependsOn: [access, network]
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    suffix: suffix
    location: location
    tags: allTags
    componentName: names.component
    tenants: objectKeys(tenants)
    emails: alertEmails
    silentAfter: silentAfter
    latencySeconds: latencySeconds
  }
  dependsOn: [monitoring]
}

@description('The resource group, for azd and scripts.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The function app, for deployments of its code.')
output FUNCTION_APP_NAME string = names.app

@description('The Key Vault, for setting secrets.')
output KEY_VAULT_NAME string = names.vault

@description('The storage account, for looking into its queues and tables.')
output STORAGE_ACCOUNT_NAME string = names.storage

@description('The Application Insights component, for logs, metrics and the workbook.')
output APPLICATION_INSIGHTS_NAME string = names.component
