// What wakes somebody. The app emits what is asked for here: Azure's own queue metrics are a day old when they come.

import { Tags } from 'types.bicep'

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

@description('Who is told, by e-mail.')
@minLength(1)
param emails string[]

@description('How long a tenant may go without a successful poll.')
param silentAfter string

@description('The delivery latency, in seconds, that 95 of 100 deliveries must stay below.')
param latencySeconds int

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

var rules = [
  {
    name: 'silent'
    title: 'No successful poll'
    description: 'A tenant was not polled successfully for ${silentAfter}, so new alerts of it are not noticed. They are caught up when polls succeed again.'
    severity: 1
    window: silentAfter
    dimension: 'tenant'
    query: '''
print tenant = dynamic({0})
| mv-expand tenant to typeof(string)
| join kind=leftanti (
    customMetrics
    | where name == 'workflow_alerts.polls' and tostring(customDimensions.success) =~ 'true'
    | summarize by tenant = tostring(customDimensions.tenant)
  ) on tenant'''
    argument: string(tenants)
  }
  {
    name: 'poison'
    title: 'Poison queue not empty'
    description: 'Messages could not be processed and were set aside. Mend the cause, then replay them.'
    severity: 1
    // The depth is measured every ten minutes.
    window: silentAfter
    dimension: 'queue'
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
    window: 'PT5M'
    dimension: 'destination'
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
    description: 'Of 100 deliveries to a destination, 5 took longer than ${latencySeconds} seconds from the run\'s end.'
    severity: 3
    window: 'PT15M'
    dimension: 'destination'
    // A histogram arrives as count, sum, min and max of each minute: every delivery of a minute counts as its slowest.
    query: '''
customMetrics
| where name == 'workflow_alerts.delivery.latency'
| summarize p95 = percentilew(valueMax, tolong(valueCount), 95) by destination = tostring(customDimensions.destination)
| where p95 > {0}'''
    argument: string(latencySeconds)
  }
]

resource group 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'wf-alerts'
    emailReceivers: [
      for (email, i) in emails: {
        name: 'email-${i}'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
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
      scopes: [component.id]
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
            dimensions: [{ name: rule.dimension, operator: 'Include', values: ['*'] }]
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [group.id] }
    }
  }
]
