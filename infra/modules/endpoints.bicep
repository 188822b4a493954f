// Storage and the Key Vault on private addresses: in the app's own network, with DNS zones of its own, or in a subnet that you had before, with yours.

import { Tags, ZoneIds } from 'types.bicep'

@description('What the endpoints\' names start with.')
param name string

@description('Where to create them.')
param location string

@description('Tags of the resources.')
param tags Tags

@description('The subnet for the endpoints.')
param subnetId string

@description('The network of the app\'s own, which gets DNS zones, or an empty text where the network is yours.')
param networkId string

@description('DNS zones that you had before.')
param zoneIds ZoneIds

@description('The storage account, or an empty text where it is one that you had before.')
param storageAccountId string

@description('The Key Vault, or an empty text where it is one that you had before.')
param vaultId string

var storage = environment().suffixes.storage
var targets = concat(
  empty(storageAccountId)
    ? []
    : [
        { group: 'blob', service: storageAccountId, zone: 'privatelink.blob.${storage}' }
        { group: 'queue', service: storageAccountId, zone: 'privatelink.queue.${storage}' }
        { group: 'table', service: storageAccountId, zone: 'privatelink.table.${storage}' }
      ],
  empty(vaultId) ? [] : [{ group: 'vault', service: vaultId, zone: 'privatelink${replace(environment().suffixes.keyvaultDns, '.vault.', '.vaultcore.')}' }]
)
var ownZones = !empty(networkId)

resource zones 'Microsoft.Network/privateDnsZones@2024-06-01' = [
  for target in targets: if (ownZones) {
    name: target.zone
    location: 'global'
    tags: tags
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2024-06-01' = [
  for (target, i) in targets: if (ownZones) {
    parent: zones[i]
    name: name
    location: 'global'
    tags: tags
    properties: {
      registrationEnabled: false
      virtualNetwork: { id: networkId }
    }
  }
]

resource endpoints 'Microsoft.Network/privateEndpoints@2025-05-01' = [
  for target in targets: {
    name: '${name}-${target.group}'
    location: location
    tags: tags
    properties: {
      subnet: { id: subnetId }
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
  for (target, i) in targets: if (ownZones || contains(zoneIds, target.group)) {
    parent: endpoints[i]
    name: 'default'
    properties: {
      privateDnsZoneConfigs: [{ name: target.group, properties: { privateDnsZoneId: ownZones ? zones[i].id : zoneIds[target.group] } }]
    }
  }
]
