/** Everything of asterism: what components and programs of hosts are written with, and those of the catalogue. */
export * from './components';
export * from './core';
export {
  dns,
  enterpriseLinux,
  gateway,
  haproxy,
  iscDhcpd,
  k3s,
  kea,
  kubernetes,
  nixos,
  postgresql,
  postgresqlOn,
  proxmox,
  raspberryPi,
} from './machines';

// A program of a host, and what follows from its settings.
export {
  addressServers,
  apiBalancers,
  declareProgram,
  endpointChecks,
  gateways,
  type HostProgram,
  hostPorts,
  nameServers,
  programChecks,
  type SettingsOf,
} from './inventory';
export {
  backups,
  deployCommands,
  deployments,
  header,
  machineFiles,
  nixosModules,
  runbookSteps,
  runbookTasks,
  scp,
  serviceUnits,
  setUpParts,
  shellCall,
  ssh,
  verifyStages,
} from './machines';
export { hostZone, packetFilters } from './network';
export { keptSettings } from './machines/kept-settings';
export { type NodeGuide, nodeGuides } from './machines/node-guide';
export { apiPort, balancerClaims, givenPodsClaims, kubeletPort, pods, servers } from './network';

// What programs, machines and systems of the catalogue offer to components: endpoints, and kinds of claims.
export { nixosReleases } from './machines/nixos/claim';
export { proxmoxVms } from './machines/proxmox/claim';
export { postgresqlServers } from './machines/postgresql/claim';
export { type PostgresqlEndpoint, postgresqlEndpoint } from './machines/postgresql/endpoint';
export { filledTables } from './machines/postgresql/filled-tables';
export { columnName, tableName } from './machines/postgresql/sql-name';

// The command line, for main.ts.
export { run } from './cli';
