// What wakes somebody. The app emits what is asked for here: Azure's own queue metrics are a day old when they come.

import { AlertReceivers, Tags } from 'types.bicep'

@description('A text that makes the rules\' names those of this environment.')
param suffix string

@description('Where to create the rules.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('The Application Insights component to ask.')
param componentName string

@description('The tenants that must be polled.')
param tenants string[]

@description('The workspace that the component writes to.')
param workspaceId string

@description('The name of the action group.')
param actionGroupName string

@description('Who is told.')
param receivers AlertReceivers

@description('Action groups to tell as well, or instead.')
param actionGroupIds string[]

@description('How long a tenant may go without a successful poll.')
param silentAfter string

@description('The delivery latency, in seconds, that 95 of 100 deliveries must stay below.')
param latencySeconds int

@description('What a month may cost, in the currency of the bill; 0 for no budget.')
param monthlyBudget int

@description('The first day of the month that the budget begins in.')
param budgetStart string

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

// Each query begins with a table, as rules have to: https://learn.microsoft.com/azure/azure-monitor/alerts/alerts-types#log-alerts
// Each looks back over more time than passes between two looks, because telemetry arrives minutes late.
var rules = [
  {
    name: 'silent'
    title: 'No successful poll'
    description: 'A tenant was not polled successfully for ${silentAfter}, so new alerts of it are not noticed. They are caught up when polls succeed again.'
    severity: 1
    window: silentAfter
    dimension: 'tenant'
    scope: component.id
    // The sum over no rows is one row, so this tells even when nothing at all arrives.
    query: '''
customMetrics
| where name == 'workflow_alerts.poll.lag' and tostring(customDimensions.success) =~ 'true'
| summarize polled = make_set(tostring(customDimensions.tenant), 100000)
| mv-expand tenant = set_difference(dynamic({0}), polled) to typeof(string)
| where isnotempty(tenant)'''
    argument: string(tenants)
  }
  {
    name: 'poison'
    title: 'Poison queue not empty'
    description: 'Messages could not be processed and were set aside. Fix the cause, then replay them.'
    severity: 1
    // The depth is measured every ten minutes.
    window: silentAfter
    dimension: 'queue'
    scope: component.id
    query: '''
customMetrics
| where name == 'workflow_alerts.queue.depth' and tostring(customDimensions.queue) == 'alerts-poison'
| summarize arg_max(timestamp, value) by queue = tostring(customDimensions.queue)
| where value > {0}'''
    argument: '0'
  }
  {
    name: 'refused'
    title: 'A destination refuses'
    description: 'A destination refused a message for good, or stayed out of reach until the time to give up. Its webhook was probably removed.'
    severity: 2
    window: 'PT15M'
    dimension: 'destination'
    scope: component.id
    query: '''
customMetrics
| where name == 'workflow_alerts.deliveries' and tostring(customDimensions.result) in ('Refused', 'GaveUp')
| summarize refused = sum(valueSum) by destination = tostring(customDimensions.destination)
| where refused > {0}'''
    argument: '0'
  }
  {
    name: 'slow'
    title: 'Deliveries are late'
    description: 'Of 100 deliveries to a destination, 5 took longer than ${latencySeconds} seconds from when they might be told.'
    severity: 3
    window: 'PT15M'
    dimension: 'destination'
    scope: component.id
    // A histogram arrives as count, sum, min and max of each minute: every delivery of a minute counts as its slowest.
    query: '''
customMetrics
| where name == 'workflow_alerts.delivery.latency'
| summarize p95 = percentilew(valueMax, tolong(valueCount), 95) by destination = tostring(customDimensions.destination)
| where p95 > {0}'''
    argument: string(latencySeconds)
  }
  {
    name: 'capped'
    title: 'Telemetry has stopped for today'
    description: 'The daily cap of the workspace is reached. Until tomorrow nothing else here can tell you of trouble; alerts to Slack and Teams go on.'
    severity: 1
    window: 'PT1H'
    dimension: ''
    scope: workspaceId
    // https://learn.microsoft.com/azure/azure-monitor/logs/daily-cap#alert-when-daily-cap-is-reached
    query: '''
_LogOperation
| where Category =~ 'Ingestion' and Detail contains '{0}''''
    argument: 'OverQuota'
  }
]

var anybody = !empty(concat(receivers.?emails ?? [], receivers.?texts ?? [], receivers.?apps ?? [], receivers.?roles ?? []))
var toldGroups = concat(anybody ? [group.id] : [], actionGroupIds)

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = if (anybody) {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'wf-alerts'
    emailReceivers: [
      for (email, i) in receivers.?emails ?? []: {
        name: 'email-${i}'
        emailAddress: contains(email, '@') ? email : fail('"${email}" in alertReceivers is no e-mail address.')
        useCommonAlertSchema: true
      }
    ]
    smsReceivers: [
      for (telephone, i) in receivers.?texts ?? []: {
        name: 'text-${i}'
        countryCode: telephone.countryCode
        phoneNumber: telephone.number
      }
    ]
    azureAppPushReceivers: [for (account, i) in receivers.?apps ?? []: { name: 'app-${i}', emailAddress: account }]
    armRoleReceivers: [for (role, i) in receivers.?roles ?? []: { name: 'role-${i}', roleId: role, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for rule in rules: {
    name: 'alert-${rule.name}-${suffix}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: 'Workflow Alerts: ${rule.title}'
      description: rule.description
      severity: rule.severity
      enabled: true
      scopes: [rule.scope]
      windowSize: rule.window
      evaluationFrequency: 'PT5M'
      autoMitigate: true
      // A new component has no telemetry yet that a query could be checked against.
      skipQueryValidation: true
      criteria: {
        allOf: [
          {
            query: format(rule.query, rule.argument)
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            dimensions: empty(rule.dimension) ? [] : [{ name: rule.dimension, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: {
        actionGroups: empty(toldGroups) ? fail('Nobody would be told of trouble: name somebody in alertReceivers, or an action group of yours.') : toldGroups
      }
    }
  }
]

resource budget 'Microsoft.Consumption/budgets@2024-08-01' = if (monthlyBudget > 0) {
  name: 'budget-${suffix}'
  properties: {
    category: 'Cost'
    amount: monthlyBudget
    timeGrain: 'Monthly'
    timePeriod: { startDate: budgetStart }
    notifications: {
      nearly: { enabled: true, operator: 'GreaterThan', threshold: 80, contactEmails: receivers.?emails ?? [], contactGroups: toldGroups }
      over: { enabled: true, operator: 'GreaterThan', threshold: 100, contactEmails: receivers.?emails ?? [], contactGroups: toldGroups }
    }
  }
}
