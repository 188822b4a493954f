// Only with vnetEnabled: the app in a network of its own, and storage and the Key Vault on private addresses in it.

import { Tags } from 'types.bicep'

@description('The name of the network; the private endpoints\' names start with it.')
param name string

@description('Where to create it.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('The network\'s addresses: a /24 or larger that nothing it is peered with uses.')
param addressPrefix string

@description('The name of the subnet that the app joins.')
param appSubnetName string

@description('The storage account to reach privately.')
param storageAccountName string

@description('The Key Vault to reach privately.')
param vaultName string

resource account 'Microsoft.Storage/storageAccounts@2025-08-01' existing = {
  name: storageAccountName
}

resource vault 'Microsoft.KeyVault/vaults@2025-05-01' existing = {
  name: vaultName
}

var targets = [
  { group: 'blob', service: account.id, zone: 'privatelink.blob.${environment().suffixes.storage}' }
  { group: 'queue', service: account.id, zone: 'privatelink.queue.${environment().suffixes.storage}' }
  { group: 'table', service: account.id, zone: 'privatelink.table.${environment().suffixes.storage}' }
  { group: 'vault', service: vault.id, zone: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}' }
]

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: appSubnetName
        properties: {
          addressPrefix: cidrSubnet(addressPrefix, 26, 0)
          delegations: [{ name: 'app', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: cidrSubnet(addressPrefix, 27, 2), privateEndpointNetworkPolicies: 'Disabled' }
      }
    ]
  }

  resource endpointSubnet 'subnets' existing = {
    name: 'endpoints'
  }
}

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: {
    name: target.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, i) in targets: {
    parent: zones[i]
    name: name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: network.id }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2025-05-01' = [
  for target in targets: {
    name: '${name}-${target.group}'
    location: location
    tags: tags
    properties: {
      subnet: { id: network::endpointSubnet.id }
      privateLinkServiceConnections: [
        {
          name: target.group
          properties: { privateLinkServiceId: target.service, groupIds: [target.group] }
        }
      ]
    }
  }
]

resource records 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups@2025-05-01' = [
  for (target, i) in targets: {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: target.group, properties: { privateDnsZoneId: zones[i].id } }]
    }
  }
]
