// An example, complete but for your own names: az deployment sub create --location westeurope --parameters infra/example.bicepparam
using 'main.bicep'

param environmentName = 'workflow-alerts'
param location = 'westeurope'
param alertEmails = ['data-platform@example.com']

param tenants = {
  socktown: {
    baseUrl: 'https://socktown.amperity.com/api'
    clientId: 'paste-the-client-id'
    tokenUrl: 'https://socktown.amperity.com/api/v0/oauth2/token'
  }
  'socktown-sb-12345': {
    baseUrl: 'https://socktown.amperity.com/api'
    requestsPerSecond: 5
  }
}

param destinations = {
  'data-team': { kind: 'Slack' }
  'platform-oncall': {
    kind: 'Teams'
    headers: ['X-Alert-Secret']
    pacing: { burst: 5, interval: '00:00:30' }
  }
}

param routes = [
  { manualStop: true, mute: true }
  { attribution: 'platform', to: ['platform-oncall'], continue: true }
  { attribution: 'customer', outcome: 'failed', tenant: 'socktown*', type: 'courier.*', to: ['data-team', 'platform-oncall'] }
]

param defaultTo = ['data-team']
param operations = ['platform-oncall']

// One JSON object, the secret's name to its value. What is not in it keeps the value it has in the Key Vault.
// Here: tenant-socktown, tenant-socktown-sb-12345, destination-data-team, destination-platform-oncall, destination-platform-oncall-X-Alert-Secret.
param secrets = json(readEnvironmentVariable('WORKFLOW_ALERTS_SECRETS', '{}'))

param polling = { overlap: '00:15:00' }
param delivery = { giveUpAfter: '2.00:00:00' }
param ledger = { retention: '60.00:00:00' }
param cards = { showEmail: true }
