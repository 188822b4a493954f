import { Tags } from 'types.bicep'

@description('The name of the Log Analytics workspace to make, or an empty text where there is one.')
param workspaceName string

@description('The resource id of the workspace.')
param workspaceId string

@description('The name of the Application Insights component.')
param componentName string

@description('Where to create them.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('How long telemetry is kept, in days. The first 31 are free.')
@minValue(30)
@maxValue(730)
param retentionDays int

@description('The most that is taken in a day, in GB; a flood of logs stops there instead of on the bill.')
@minValue(1)
param dailyCapGb int

@description('The principal id of the app\'s identity.')
param principalId string

// Monitoring Metrics Publisher: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles
var metricsPublisher = '3913510d-42f4-4e42-8a64-420c390055eb'

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = if (!empty(workspaceName)) {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: retentionDays
    workspaceCapping: { dailyQuotaGb: dailyCapGb }
    features: { disableLocalAuth: true }
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspaceId
    DisableLocalAuth: true
  }
  dependsOn: [workspace]
}

resource access 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, principalId, metricsPublisher)
  scope: component
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', metricsPublisher)
  }
}

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(component.id, 'workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Workflow Alerts'
    category: 'workbook'
    sourceId: component.id
    serializedData: replace(loadTextContent('../workbook.json'), '<component>', component.id)
  }
}
