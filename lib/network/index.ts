export { type ClosedFlow, closedFlows } from './audit/closed-flows';
export { type IdleRule, idleRules } from './audit/idle-rules';
export { type OpenDoor, openDoors } from './audit/open-doors';
export { addressAnnotations, balancedBy } from './balanced-ports';
export { chartServices } from './chart-services';
export { balancerClaims, balancerOf } from './balancer';
export { flowText, withoutCovered } from './firewall/covers';
export {
  type FilterMaker,
  type PacketFilter,
  type PacketFilters,
  packetFilters,
} from './firewall/packet-filter';
export { type Chain, type Match, portText, type FilterRule, type Table, type Verdict } from './firewall/rule';
export { ruleText } from './firewall/rule-text';
export { addressesOf, leadsToHost } from './firewall/zone-addresses';
export { hostFlows } from './flows/host-flows';
export {
  apiPort,
  dnsPort,
  flow,
  type HostFlow,
  hostFlowClaims,
  hostZone,
  kubeletPort,
  nodes,
  pods,
  servers,
  type Zone,
} from './flows/zone';
export { givenPods, givenPodsClaims, offeredPorts } from './given-pods';
export { isOwnNamespace, ownNamespaces } from './namespaces';
export { podsBehind } from './pods-behind';
export { componentPolicies, defaultDeny } from './policy/write/policies';
export { type Manifest, type ReadService, readServices } from './service-ports';
export { hostModel, type MachineModel, hostModelWith, modelWith } from './topology/machine-model';
export type { Answer } from './reach/trial';
export { declaredPorts } from './reach/ports';
export type { End } from './reach/end';
export { findNamed } from './reach/find-named';
export { type Matrix, matrix } from './reach/matrix';
export { belongs, type Named } from './reach/named';
export { namespacesAsked } from './reach/namespaces-asked';
export { notOffered } from './reach/ports';
export { type Question, questionOf } from './reach/question';
export { reach } from './reach/reach';
export { reachModel, type ReachModel } from './reach/reach-model';
export { pluginOf, surroundingsOf } from './cluster-plugin';
export { onlyPodsMasquerade } from './firewall/masquerade';
export { type NetworkPlugin, networkPluginClaims, type PodPackets } from './plugin';
export { portable } from './policy/portable';
export { writeNetworkPolicy } from './policy/write/network-policy';
export { lastWords } from './walk/words';
export * from './policy';
export { unseenManifests, unseenServices } from './unseen-services';
