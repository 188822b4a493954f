// What is deployed, for azd and az alike. Write your own tenants, destinations and routes here.
// What is read from the environment differs from one environment to the next, or is secret: azd env set NAME VALUE, or export NAME=VALUE.
using 'main.bicep'

param environmentName = readEnvironmentVariable('AZURE_ENV_NAME')
param alertReceivers = { emails: [readEnvironmentVariable('ALERT_EMAIL')] }

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

// One line for each secret. One that is not given keeps the value it has in the Key Vault, so only the first deployment needs them all.
param secrets = {
  'tenant-socktown': readEnvironmentVariable('TENANT_SOCKTOWN', '')
  'tenant-socktown-sb-12345': readEnvironmentVariable('TENANT_SOCKTOWN_SB_12345', '')
  'destination-data-team': readEnvironmentVariable('DESTINATION_DATA_TEAM', '')
  'destination-platform-oncall': readEnvironmentVariable('DESTINATION_PLATFORM_ONCALL', '')
  'destination-platform-oncall--X-Alert-Secret': readEnvironmentVariable('DESTINATION_PLATFORM_ONCALL_X_ALERT_SECRET', '')
}

// Bring back the Key Vault of this environment, where it was removed less than 7 days ago: RECOVER_VAULT=true.
param recoverVault = bool(readEnvironmentVariable('RECOVER_VAULT', 'false'))

param vnetEnabled = bool(readEnvironmentVariable('VNET_ENABLED', 'false'))
param polling = { overlap: '00:15:00' }
param delivery = { giveUpAfter: '2.00:00:00' }
param ledger = { retention: '60.00:00:00' }
param cards = { showEmail: true }
