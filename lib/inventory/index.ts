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
export { machineName, machinesIn, nixosMachines, type NodeOrHost, runsNixos } from './machine';
export { declareProgram, type HostProgram, isHostProgram, type SettingsOf } from './program';
export { parseFacts } from './parse-facts';
export { type Claimant, readClaims } from './read-claims';
