// The shapes of the parameters. They mirror the app's configuration section WorkflowAlerts, key by key; what the app validates at its start is not repeated here.

@export()
@sealed()
@description('One Amperity tenant or sandbox. Its secret is the OAuth client secret when clientId is given, else an access token made by hand.')
type Tenant = {
  @description('The API\'s address: https://app.amperity.com/api on AWS, https://{tenant}.amperity.com/api on Azure.')
  baseUrl: string

  @description('The OAuth client id of the API key. Leave it out to use an access token.')
  clientId: string?

  @description('The token endpoint, as the API key\'s dialog "Get OAuth credentials" shows it. Goes with clientId.')
  tokenUrl: string?

  @description('The API version to ask for. Default: 2024-04-01.')
  apiVersion: string?

  @description('Requests a second, at most. Default: 10, what Amperity allows a tenant.')
  @minValue(1)
  @maxValue(10)
  requestsPerSecond: int?

  @description('Runs a page. Default: 100.')
  @minValue(1)
  @maxValue(1000)
  pageSize: int?
}

@export()
@description('The Amperity tenants to watch, by tenant id.')
type Tenants = {
  @description('One tenant. Its name is the tenant id: letters, digits and hyphens.')
  *: Tenant
}

@export()
@sealed()
@description('How fast to send to a destination. What is left out takes the default of the destination\'s kind.')
type Pacing = {
  @description('Messages that may be sent without a pause. Default: 5 (Slack), 10 (Teams).')
  @minValue(1)
  @maxValue(1000)
  burst: int?

  @description('The time in which one more message is earned, as hh:mm:ss. Default: 00:00:01 (Slack), 00:00:20 (Teams).')
  interval: string?
}

@export()
@sealed()
@description('When a destination gets its weekly card.')
type Weekly = {
  @description('Whether it gets one. Default: true.')
  enabled: bool?

  @description('The day of the week. Default: mon.')
  day: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'?

  @description('The time of day, local, as hh:mm. Default: 08:00.')
  time: string?

  @description('The IANA time zone, such as Europe/Berlin. Default: UTC.')
  zone: string?
}

@export()
@sealed()
@description('One webhook. Its address is a secret and is not given here.')
type Destination = {
  @description('What the webhook speaks.')
  kind: 'Slack' | 'Teams'

  @description('Names of headers to send along: letters, digits and hyphens. Each value is a secret.')
  headers: string[]?

  @description('How fast to send.')
  pacing: Pacing?

  @description('When it gets its weekly card.')
  weekly: Weekly?
}

@export()
@description('Where messages can go, by a name of your choice.')
type Destinations = {
  @description('One destination. Its name: letters, digits and single hyphens, at most 60.')
  *: Destination
}

@export()
@sealed()
@description('What quiet hours let through. Every condition that is set must hold; at least one is.')
type Except = {
  @description('Who has to act.')
  attribution: 'customer' | 'platform' | 'none'?

  @description('How the run ended.')
  outcome: 'failed' | 'canceled'?

  @description('A glob for the workflow type.')
  type: string?

  @description('A glob for the workflow name.')
  name: string?

  @description('A glob for the error type.')
  errorType: string?
}

@export()
@sealed()
@description('Hours of the week in which nobody is told. What happens in them is told when they are over.')
type Quiet = {
  @description('The days on which they begin, such as mon or mon-fri.')
  days: string[]

  @description('When they begin, local, as hh:mm.')
  from: string

  @description('When they end, local, as hh:mm; on the next day where that is not after the begin.')
  to: string

  @description('The IANA time zone, such as Europe/Berlin. Default: UTC.')
  zone: string?

  @description('What comes through all the same.')
  except: Except[]?
}

@export()
@sealed()
@description('A person in Teams.')
type TeamsUser = {
  @description('The Entra object id, or the user principal name.')
  id: string

  @description('The name to show.')
  name: string
}

@export()
@sealed()
@description('Who owns which workflows: messages about their failures call them. Every condition that is set must hold.')
type Owner = {
  @description('A glob for the tenant id.')
  tenant: string?

  @description('A glob for the workflow type.')
  type: string?

  @description('A glob for the workflow name.')
  name: string?

  @description('A glob for the e-mail address of the person who started the run.')
  email: string?

  @description('Slack users (U…) and user groups (S…), by id.')
  slack: string[]?

  @description('Teams users.')
  teams: TeamsUser[]?
}

@export()
@sealed()
@description('One rule of who gets what. Every condition that is set must hold; unset ones match everything.')
type Route = {
  @description('Who has to act.')
  attribution: 'customer' | 'platform' | 'none'?

  @description('How the run ended.')
  outcome: 'failed' | 'canceled'?

  @description('A glob for the tenant id.')
  tenant: string?

  @description('A glob for the workflow type, for example courier.*')
  type: string?

  @description('A glob for the workflow name.')
  name: string?

  @description('A glob for the error type.')
  errorType: string?

  @description('true: only runs stopped by hand. false: only others.')
  manualStop: bool?

  @description('The destinations, by name. Required unless mute is set.')
  to: string[]?

  @description('Whether matching alerts are told to nobody; they are still recorded. Default: false.')
  mute: bool?

  @description('How long a failed run is held back in the hope of a rerun, as hh:mm:ss. Default: tell at once.')
  hold: string?

  @description('Hours in which the destinations are told nothing.')
  quiet: Quiet[]?

  @description('Whether the destinations also hear of runs that are later than usual or fail while they go on. Default: false.')
  late: bool?

  @description('Whether the destinations hear when a workflow whose failure they were told of works again. Default: true.')
  recovered: bool?

  @description('Whether the routes below are tried as well. Default: false.')
  continue: bool?
}

@export()
@sealed()
@description('How far to read. Times are written as [d.]hh:mm:ss.')
type Polling = {
  @description('How far before the checkpoint each poll reads again. Default: 00:10:00.')
  overlap: string?

  @description('How far back the very first poll of a tenant reads. Default: 01:00:00.')
  initialLookback: string?

  @description('The longest stretch of time that is told together when catching up. Default: 1.00:00:00.')
  maxSlice: string?

  @description('From how many tenants on polls go through a queue, which all instances take them from. Default: 200; 0: never.')
  fanOutFrom: int?
}

@export()
@sealed()
@description('How long to wait, and when to stop. Times are written as [d.]hh:mm:ss.')
type Delivery = {
  @description('The longest wait for a destination\'s pacing while holding a queue message. Default: 00:00:10.')
  maxPacingWait: string?

  @description('The first wait after a failed send; it doubles with each further one. Default: 00:00:30.')
  firstRetry: string?

  @description('The longest wait between two sends. Default: 00:15:00.')
  longestRetry: string?

  @description('When to stop trying a destination that stays out of reach. Default: 1.00:00:00.')
  giveUpAfter: string?
}

@export()
@sealed()
@description('When many alerts become a few cards.')
type Digest = {
  @description('The most alerts that one poll may bring to a destination one by one. Default: 10.')
  @minValue(1)
  @maxValue(1000)
  threshold: int?

  @description('The most digest cards that a destination gets from one poll. Default: 3.')
  @minValue(1)
  @maxValue(10)
  maxCards: int?
}

@export()
@sealed()
@description('One rule of which failures follow from which.')
type CascadeRule = {
  @description('A glob for the type of the workflow that fails first.')
  from: string

  @description('Globs for the types of the workflows that fail because of it.')
  to: string[]

  @description('How long after the first failure theirs may end, as hh:mm:ss. Default: 00:10:00.')
  within: string?
}

@export()
@sealed()
@description('When a failure is told on the card of the one it follows from.')
type Cascade = {
  @description('Whether it is at all. Default: true.')
  enabled: bool?

  @description('The rules. Default: orchestrations and campaigns follow from couriers.')
  rules: CascadeRule[]?
}

@export()
@sealed()
@description('When a run counts as late, where a route asks for late runs.')
type Late = {
  @description('How long after its usual end or start, as hh:mm:ss. Default: 00:30:00.')
  margin: string?

  @description('The IANA time zone of the schedules in Amperity. Default: UTC.')
  zone: string?
}

@export()
@sealed()
@description('What cards tell of a run\'s tasks.')
type Details = {
  @description('Whether the failing task is looked up. Default: true.')
  enabled: bool?

  @description('How long an alert waits for it, at most, as hh:mm:ss. Default: 00:00:05.')
  timeout: string?

  @description('How many runs are looked up a minute, at most. Default: 60.')
  @minValue(1)
  @maxValue(600)
  maxPerMinute: int?
}

@export()
@sealed()
@description('How long the ledger remembers.')
type Ledger = {
  @description('How long rows are kept, as d.hh:mm:ss. Default: 30.00:00:00.')
  retention: string?
}

@export()
@sealed()
@description('What cards show.')
type Cards = {
  @description('The address of a run in Amperity, with {tenant} and {id} in it. Default: none, and cards have no link.')
  runUrlTemplate: string?

  @description('Whether cards show the e-mail address of the person who started the run. Default: false.')
  showEmail: bool?
}

@export()
@sealed()
@description('The whole configuration of the app, without its secrets.')
type Configuration = {
  @description('The Amperity tenants to watch.')
  tenants: Tenants

  @description('Where messages can go.')
  destinations: Destinations

  @description('Who gets what; the first match wins.')
  routes: Route[]

  @description('Destinations of whatever no route matches.')
  defaultTo: string[]

  @description('Destinations the product reports on itself to.')
  operations: string[]

  @description('Whom messages about failures call.')
  owners: Owner[]

  @description('How far to read.')
  polling: Polling

  @description('How long to wait, and when to stop.')
  delivery: Delivery

  @description('When many alerts become a few cards.')
  digest: Digest

  @description('When a failure is told on the card of the one it follows from.')
  cascade: Cascade

  @description('When a run counts as late.')
  late: Late

  @description('What cards tell of a run\'s tasks.')
  details: Details

  @description('How long the ledger remembers.')
  ledger: Ledger

  @description('What cards show.')
  cards: Cards

  @description('Whether a monitor outside is called after each poll; its address is a secret.')
  heartbeat: bool
}

@export()
@sealed()
@description('A telephone that gets text messages.')
type Telephone = {
  @description('The country code, such as 49.')
  countryCode: string

  @description('The number without it.')
  number: string
}

@export()
@sealed()
@description('Who is told when the product itself is in trouble. At least one, here or by an action group of yours.')
type AlertReceivers = {
  @description('Who gets an e-mail.')
  emails: string[]?

  @description('Who gets a text message.')
  texts: Telephone[]?

  @description('Who is told by the Azure mobile app: the addresses of their accounts.')
  apps: string[]?

  @description('Azure roles on the subscription whose holders get an e-mail, by the id of the role, such as 8e3af657-a8ff-443c-a75c-2fe8c4bcb635 for Owner.')
  roles: string[]?
}

@export()
@sealed()
@description('Which resource logs go to the workspace. What they hold is billed like other telemetry.')
type Diagnostics = {
  @description('Who read and wrote which secret. Default: true.')
  vault: bool?

  @description('Every request to queues, tables and blobs: about a million a month. Default: false.')
  storage: bool?

  @description('What the Functions host writes; most of it is in Application Insights already. Default: false.')
  app: bool?
}

@export()
@sealed()
@description('Names of your own for resources.')
type Names = {
  @description('The action group.')
  actionGroup: string?

  @description('The function app: unique in the world.')
  app: string?

  @description('The Application Insights component.')
  component: string?

  @description('The managed identity.')
  identity: string?

  @description('The virtual network; the private endpoints\' names start with it.')
  network: string?

  @description('The plan of the function app.')
  plan: string?

  @description('The storage account: 3 to 24 lower-case letters and digits, unique in the world.')
  storage: string?

  @description('The Key Vault: 3 to 24 letters, digits and hyphens, unique in the world.')
  vault: string?

  @description('The Log Analytics workspace.')
  workspace: string?
}

@export()
@sealed()
@description('Private DNS zones, by resource id.')
type ZoneIds = {
  @description('privatelink.blob.core.windows.net.')
  blob: string?

  @description('privatelink.queue.core.windows.net.')
  queue: string?

  @description('privatelink.table.core.windows.net.')
  table: string?

  @description('privatelink.vaultcore.azure.net.')
  vault: string?
}

@export()
@sealed()
@description('Resources of yours to use instead of new ones, by resource id. They may be in other resource groups; whoever deploys needs the rights there.')
type ExistingResources = {
  @description('A Log Analytics workspace. Its cap and retention stay as they are.')
  workspaceId: string?

  @description('A Key Vault that uses roles. Its network rules stay as they are.')
  vaultId: string?

  @description('A storage account (StorageV2) that holds nothing the app may not read: its roles are on the whole account. Its network rules stay as they are.')
  storageAccountId: string?

  @description('A subnet that the app joins, delegated to Microsoft.App/environments. Goes without vnetEnabled.')
  appSubnetId: string?

  @description('A subnet for the private endpoints of storage and the Key Vault, which then close for everybody outside. Goes without vnetEnabled, and with appSubnetId.')
  endpointSubnetId: string?

  @description('The DNS zones of those endpoints. What is left out gets no record from this template, as where a policy makes them.')
  privateDnsZoneIds: ZoneIds?

  @description('Action groups to tell as well, or instead.')
  actionGroupIds: string[]?
}

@export()
@description('Tags that every resource carries.')
type Tags = {
  @description('One tag.')
  *: string
}

@export()
@description('App settings, by name.')
type Settings = {
  @description('One setting.')
  *: string
}
