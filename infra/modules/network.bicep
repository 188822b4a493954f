// Only with vnetEnabled: a network of the app's own.

import { Tags } from 'types.bicep'

@description('The name of the network.')
param name string

@description('Where to create it.')
param location string

@description('Tags of the resource.')
param tags Tags

@description('The network\'s addresses: a /24 or larger that nothing it is peered with uses.')
param addressPrefix string

resource network 'Microsoft.Network/virtualNetworks@2025-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
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
}
