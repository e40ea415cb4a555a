/** Everything of asterism: what components and programs of hosts are written with, and those of the catalogue. */
export * from './components';
export * from './core';
export { dns, gateway, haproxy, iscDhcpd, k3s, kea, kubernetes, postgresql, postgresqlOn } from './machines';

// A program of a host, and what follows from its settings.
export {
  declareProgram,
  endpointChecks,
  type HostProgram,
  hostPorts,
  programChecks,
  type SettingsOf,
} from './inventory';
export {
  deployCommands,
  header,
  machineFiles,
  nixosModules,
  runbookSteps,
  scp,
  setUpParts,
  shellCall,
  ssh,
  verifyStages,
} from './machines';
export { flow, hostFlowClaims, hostZone, nodes, packetFilters } from './network';
