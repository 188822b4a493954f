// From the typed parameters to app settings: WorkflowAlerts__Routes__0__To__0 and the like. No resource is made here.

import { CascadeRule, Configuration, Destination, Destinations, Owner, Quiet, Route, Settings, Tenant, Tenants } from 'types.bicep'

@description('A tenant, destination or header name inside a setting\'s name. App settings on Linux know only letters, digits and underscores, so an underscore stands for a hyphen; the app turns it back.')
func part(name string) string =>
  contains(name, '_') || contains(name, '.') || contains(name, '--') || startsWith(name, '-') || endsWith(name, '-') || empty(name)
    ? fail('The name "${name}" cannot be part of an app setting. Use letters, digits and single hyphens between them.')
    : replace(name, '-', '_')

@description('A property as the app\'s options class spells it.')
func pascal(property string) string => '${toUpper(substring(property, 0, 1))}${substring(property, 1)}'

@description('The settings of an object\'s single values. Lists and objects inside it are settings of their own.')
#disable-next-line use-user-defined-types // Whatever the types in types.bicep hold.
func values(prefix string, properties object) Settings =>
  toObject(
    filter(
      items(properties),
      property => property.value != null && !contains(['headers', 'pacing', 'weekly', 'to', 'quiet', 'rules', 'slack', 'teams'], property.key)
    ),
    property => '${prefix}__${pascal(property.key)}',
    property => property.value == true ? 'true' : property.value == false ? 'false' : string(property.value) // string(true) is True
  )

@description('The settings of a list.')
func list(prefix string, entries string[]) Settings =>
  toObject(map(entries, (entry, i) => { name: '${prefix}__${i}', value: entry }), setting => setting.name, setting => setting.value)

@description('An app setting\'s value that the platform replaces by a secret.')
func reference(vault string, secret string) string => '@Microsoft.KeyVault(VaultName=${vault};SecretName=${secret})'

@description('The name in the Key Vault of a tenant\'s secret.')
func tenantSecret(name string) string => 'tenant-${name}'

@description('The name in the Key Vault of a destination\'s webhook address.')
func destinationSecret(name string) string => 'destination-${name}'

@description('The name in the Key Vault of the value of a destination\'s header. Two hyphens, which no name holds: header X of the destination a is not the destination a-X.')
func headerSecret(name string, header string) string => 'destination-${name}--${header}'

@description('The name in the Key Vault of the heartbeat\'s address.')
var heartbeatSecret = 'heartbeat-url'

@description('The settings of one tenant.')
func ofTenant(name string, given Tenant, vault string) Settings =>
  union(values('WorkflowAlerts__Tenants__${part(name)}', given), {
    'WorkflowAlerts__Tenants__${part(name)}__${empty(given.?clientId) ? 'AccessToken' : 'ClientSecret'}': reference(vault, tenantSecret(name))
  })

@description('The settings of one destination.')
func ofDestination(name string, given Destination, vault string) Settings =>
  union(
    values('WorkflowAlerts__Destinations__${part(name)}', given),
    values('WorkflowAlerts__Destinations__${part(name)}__Pacing', given.?pacing ?? {}),
    values('WorkflowAlerts__Destinations__${part(name)}__Weekly', given.?weekly ?? {}),
    { 'WorkflowAlerts__Destinations__${part(name)}__WebhookUrl': reference(vault, destinationSecret(name)) },
    toObject(
      given.?headers ?? [],
      header => 'WorkflowAlerts__Destinations__${part(name)}__Headers__${part(header)}',
      header => reference(vault, headerSecret(name, header))
    )
  )

@description('The settings of one span of quiet hours.')
func ofQuiet(prefix string, given Quiet) Settings =>
  union(
    { '${prefix}__From': given.from, '${prefix}__To': given.to },
    given.?zone == null ? {} : { '${prefix}__Zone': given.zone! },
    list('${prefix}__Days', given.days),
    shallowMerge(map(given.?except ?? [], (except, i) => values('${prefix}__Except__${i}', except)))
  )

@description('The settings of one route.')
func ofRoute(index int, given Route) Settings =>
  union(
    values('WorkflowAlerts__Routes__${index}', given),
    list('WorkflowAlerts__Routes__${index}__To', given.?to ?? []),
    shallowMerge(map(given.?quiet ?? [], (quiet, i) => ofQuiet('WorkflowAlerts__Routes__${index}__Quiet__${i}', quiet)))
  )

@description('The settings of one owner.')
func ofOwner(index int, given Owner) Settings =>
  union(
    values('WorkflowAlerts__Owners__${index}', given),
    list('WorkflowAlerts__Owners__${index}__Slack', given.?slack ?? []),
    shallowMerge(map(given.?teams ?? [], (user, i) => values('WorkflowAlerts__Owners__${index}__Teams__${i}', user)))
  )

@description('The settings of one rule of cascades.')
func ofCascadeRule(index int, given CascadeRule) Settings =>
  union(values('WorkflowAlerts__Cascade__Rules__${index}', given), list('WorkflowAlerts__Cascade__Rules__${index}__To', given.to))

@export()
@description('The app settings of a configuration. Its secrets become references to the Key Vault.')
func appSettings(given Configuration, vault string) Settings =>
  shallowMerge(concat(
    map(items(given.tenants), entry => ofTenant(entry.key, entry.value, vault)),
    map(items(given.destinations), entry => ofDestination(entry.key, entry.value, vault)),
    map(given.routes, (entry, i) => ofRoute(i, entry)),
    map(given.owners, (entry, i) => ofOwner(i, entry)),
    [
      list('WorkflowAlerts__DefaultTo', given.defaultTo)
      list('WorkflowAlerts__Operations', given.operations)
      values('WorkflowAlerts__Polling', given.polling)
      values('WorkflowAlerts__Delivery', given.delivery)
      values('WorkflowAlerts__Digest', given.digest)
      values('WorkflowAlerts__Cascade', given.cascade)
      values('WorkflowAlerts__Late', given.late)
      values('WorkflowAlerts__Details', given.details)
      values('WorkflowAlerts__Ledger', given.ledger)
      values('WorkflowAlerts__Cards', given.cards)
      shallowMerge(map(given.cascade.?rules ?? [], (rule, i) => ofCascadeRule(i, rule)))
      given.heartbeat ? { WorkflowAlerts__Heartbeat__Url: reference(vault, heartbeatSecret) } : {}
    ]
  ))

@export()
@description('The names of all secrets that a configuration needs.')
func secretNames(tenants Tenants, destinations Destinations, heartbeat bool) string[] =>
  concat(
    heartbeat ? [heartbeatSecret] : [],
    map(items(tenants), entry => tenantSecret(entry.key)),
    flatten(map(
      items(destinations),
      entry => concat([destinationSecret(entry.key)], map(entry.value.?headers ?? [], header => headerSecret(entry.key, header)))
    ))
  )
