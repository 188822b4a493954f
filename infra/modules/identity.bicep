import { Tags } from 'types.bicep'

@description('The name of the identity.')
param name string

@description('Where to create it.')
param location string

@description('Tags of the resource.')
param tags Tags

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('The resource id, for whatever runs as the identity.')
output id string = identity.id

@description('The client id, for signing in.')
output clientId string = identity.properties.clientId

@description('The principal id, for roles. An identity that is made anew has another one.')
output principalId string = identity.properties.principalId
