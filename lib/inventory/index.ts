export * from './capability';
export { addressHolders } from './check-addresses';
export { withoutApi } from './check-api';
export { checkNetworkName, checkRange } from './check-facts';
export * from './claim';
export * from './claim-kind';
export {
  declareDistribution,
  type Distribution,
  type DistributionDeclaration,
  type DistributionPlan,
  isDistribution,
} from './distribution';
export * from './endpoint';
export * from './facts';
export { type FactsCheck, factsChecks } from './facts-check';
export * from './host';
export {
  addressServers,
  apiBalancers,
  balancesApi,
  checkEndpoint,
  type EndpointContext,
  endpointChecks,
  gatewayOf,
  gateways,
  gatewayShape,
  type HostPort,
  hostPorts,
  nameServerPort,
  nameServers,
  type ProgramContext,
  programChecks,
  servesAddresses,
} from './host-claims';
export { machineClaims, machineName, machinesIn, type NodeOrHost } from './machine';
export {
  declareMachine,
  isMachine,
  type MachineDeclaration,
  type MachinePlan,
  type NodeMachine,
  type SharedSettings,
  shareSettings,
} from './node-machine';
export { declareProgram, type HostProgram, isHostProgram } from './program';
export { parseFacts } from './parse-facts';
export { type Claimant, readClaims } from './read-claims';
export { sharedPlace } from './read-machines';
export type { SettingsOf } from './settings';
export { soleThings } from './sole-things';
export {
  declareSystem,
  isSystem,
  type MachineSystem,
  type SystemDeclaration,
  type SystemPlan,
} from './system';
