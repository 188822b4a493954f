// What the product keeps in the storage account, and who may read and change it. The account may be one that you had before.

@description('The storage account.')
param storageAccountName string

@description('The container that holds the app\'s package.')
param packageContainer string

@description('The principal id of the app\'s identity.')
param principalId string

@description('The principal ids of those who use the command line against the deployed app.')
param operatorPrincipalIds string[]

@description('The workspace that gets the account\'s logs, or an empty text for none.')
param logsTo string

// The same names as in StorageNames.cs; a test compares them.
var queueNames = ['alerts', 'alerts-poison', 'polls', 'polls-poison']
var tableNames = ['Checkpoints', 'Deliveries', 'Incidents']

// https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var roles = {
  storageBlobDataOwner: 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  storageQueueDataContributor: '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  storageTableDataContributor: '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
}

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageAccountName

  resource blobs 'blobServices' existing = {
    name: 'default'
  }

  resource queueService 'queueServices' existing = {
    name: 'default'
  }

  resource tableService 'tableServices' existing = {
    name: 'default'
  }
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-08-01' = {
  parent: account::blobs
  name: packageContainer
  properties: { publicAccess: 'None' }
}

resource queues 'Microsoft.Storage/storageAccounts/queueServices/queues@2025-08-01' = [
  for name in queueNames: {
    parent: account::queueService
    name: name
  }
]

resource tables 'Microsoft.Storage/storageAccounts/tableServices/tables@2025-08-01' = [
  for name in tableNames: {
    parent: account::tableService
    name: name
  }
]

// Names of assignments come from the principal id: an identity that is removed and made anew under its old name has another, and Azure refuses to give an assignment a new principal.
// The host keeps the app's package, its keys and the timers' locks in blobs, and makes those containers itself.
resource blobAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, roles.storageBlobDataOwner)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageBlobDataOwner)
  }
}

// Not "Message Processor" with "Message Sender": neither may update a message, which is how the host keeps one in work and puts off a retry.
resource queueAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, roles.storageQueueDataContributor)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
  }
}

// On the account and not on single tables: the host makes a table of its own for diagnostic events, and the app makes sure at its start that its own are there.
resource tableAccess 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(account.id, principalId, roles.storageTableDataContributor)
  scope: account
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
  }
}

// Without a principalType, so that an id may be a person's or a group's.
resource operatorQueues 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in operatorPrincipalIds: {
    name: guid(account.id, id, roles.storageQueueDataContributor)
    scope: account
    properties: {
      principalId: id
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageQueueDataContributor)
    }
  }
]

resource operatorTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for id in operatorPrincipalIds: {
    name: guid(account.id, id, roles.storageTableDataContributor)
    scope: account
    properties: {
      principalId: id
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roles.storageTableDataContributor)
    }
  }
]

resource queueLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(logsTo)) {
  name: 'workflow-alerts'
  scope: account::queueService
  properties: {
    workspaceId: logsTo
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

resource tableLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(logsTo)) {
  name: 'workflow-alerts'
  scope: account::tableService
  properties: {
    workspaceId: logsTo
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}

resource blobLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = if (!empty(logsTo)) {
  name: 'workflow-alerts'
  scope: account::blobs
  properties: {
    workspaceId: logsTo
    logs: [{ categoryGroup: 'audit', enabled: true }]
  }
}
