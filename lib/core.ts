/**
 * What components are written with, those of the catalogue as well: they import this file and nothing else of the core, so that
 * a component from another repository can do whatever one of ours can.
 */

// A cluster, and what a component may know of it.
export { type Cluster, type ClusterInput, defineCluster } from './plan';
export {
  type ComponentOwner,
  type Endpoint,
  type Facts,
  host,
  type Host,
  nameServerPort,
  type Node,
  serviceName,
  withoutApi,
} from './inventory';
export { placeholder, type Problem, type Report } from './values';

// A component, and what follows from its props.
export {
  type BuildContext,
  type Component,
  type ComponentPlan,
  connects,
  type Connects,
  connectTo,
  internet,
  kubernetesApi,
  type Connection,
  type Declared,
  declareComponent,
  type DefinedKind,
  type Destination,
  endpointOf,
  type IgnoredField,
  insideConnection,
  type Listener,
  machineAt,
  openPorts,
  type PlanContext,
  planOf,
  type PropsOf,
  pullSecret,
  type Requirement,
  type SecretNeed,
  type Workload,
} from './component';

// What a cluster has by something that it lists, and what such things state.
export {
  type Capability,
  capability,
  type Claim,
  claim,
  type ClaimContext,
  type Claimed,
  type ClaimKind,
  claimKind,
  claimsOf,
  functionShape,
  type Role,
} from './inventory';
export {
  type AddressPool,
  addressPools,
  cautions,
  dataKinds,
  givenKinds,
  madeKinds,
  requestedAddresses,
  sealingCertificates,
} from './component';
export {
  awaitedWorkloads,
  foundRoutes,
  ingressClasses,
  type KubeObject,
  type Route,
  routeGateways,
  routes,
  type RouteServer,
  serverOf,
  unstatedPods,
  webPages,
} from './component';
export { type RemoteAddress, remoteAddress, sourceFetchers } from './component';
export { accessModes, nodePlacements, statedStorageClass, storageClasses, volumeClaims } from './component';

// What a component states of the machines beneath the cluster.
export { header, type MachineFile, machineFiles } from './machines/machine-file';
export type { Machine } from './machines/machines';
export { type NixosHardware, nixosHardware, nixosModules, runsNixos } from './machines/nixos/claim';
export type { RunContext } from './machines/running';
export { scp, ssh } from './machines/runbook/commands';
export { shellCall } from './machines/verify/call';
export { runbookSteps, type Step } from './machines/runbook/step';
export { type RunbookTask, runbookTasks, type TaskStep } from './machines/runbook/task';
export { type StagePart, verifyStages } from './machines/verify/stage';

// What runs Kubernetes on the machines.
export {
  declareDistribution,
  type Distribution,
  type DistributionDeclaration,
  type DistributionPlan,
  type FactsCheck,
  factsChecks,
} from './inventory';

// What the machines of nodes are, and what systems they run.
export {
  declareMachine,
  declareSystem,
  type MachineDeclaration,
  type MachinePlan,
  type SharedSettings,
  shareSettings,
  soleThings,
  type SystemDeclaration,
  type SystemPlan,
} from './inventory';
export { type ConnectionCheck, connectionChecks, type RefusedConnection } from './plan';

// What the network model needs to know: from a network plugin, and from whatever connects machines.
export {
  addressAnnotations,
  chartServices,
  flow,
  type HostFlow,
  hostFlowClaims,
  isOwnNamespace,
  type NetworkPlugin,
  networkPluginClaims,
  nodes,
  onlyPodsMasquerade,
  type PolicyDialect,
  portable,
  unseenServices,
  writeNetworkPolicy,
} from './network';

// What comes from a Helm chart or a git repository.
export {
  anything,
  type ChartValue,
  chartValues,
  type ChartValues,
  type CreatedKind,
  createdKinds,
  type GitFolder,
  type HelmChart,
  type Upstream,
} from './component';

// Objects of Kubernetes: labels, pods, and what Argo CD does with them.
export {
  baselineCapabilities,
  componentLabels,
  configVolume,
  filesChecksum,
  keepData,
  pod,
  podLabels,
  postSyncHook,
  pruneLast,
  type Resources,
  resources,
  restrictedContainer,
  scratchVolume,
  syncWave,
} from './component';

// Values of props: schemas for valibot, and what is done with what they read.
export {
  addressOrDnsName,
  type AddressOrName,
  addressOrName,
  addressOrNameText,
  type AddressRange,
  addressRange,
  bytes,
  type Cidr,
  cidr,
  cidrContains,
  containerPath,
  chartName,
  cores,
  deviceName,
  dnsName,
  gitRevision,
  gitUrl,
  hostAddress,
  image,
  type Ipv4,
  ipv4,
  ipv4ToNumber,
  label,
  labelBefore,
  labels,
  line,
  networkName,
  parseBytes,
  type Port,
  parsePort,
  port,
  portName,
  prefixLength,
  projectPath,
  type Quantity,
  parseQuantity,
  quantityValue,
  rangeContains,
  rangeText,
  routeHost,
  routePath,
  schedule,
  sealingCertificate,
  secretKey,
  text,
  timeZone,
  variableName,
  writtenAs,
  wholeNumber,
  type Written,
} from './values';

// Parsers of one's own, and what messages are made of.
export {
  atLeastOne,
  distinct,
  filledScript,
  inDoubleQuotes,
  inWords,
  keyPath,
  nearest,
  parseLabel,
  plainAt,
  isRecord,
  partsOf,
  type Parsed,
  parsedBy,
  refused,
  shellWord,
  shown,
  suggest,
  valueOf,
} from './values';
