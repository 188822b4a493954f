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
