export { type Guarded, filterTable, tableName } from './firewall/filter';
export {
  type FirewalldPolicy,
  type FirewalldZone,
  type GatewayFirewall,
  gatewayFirewall,
} from './firewall/gateway';
export { type Chain, type Match, portText, type Rule, type Table, type Verdict } from './firewall/rule';
export { declaredFlows, type FlowTable } from './flows';
export { type HostFlow, hostFlows, type Zone } from './host-flows';
export { isOwnNamespace, ownNamespaces } from './namespaces';
export { nodePortsOf } from './node-ports';
export { componentPolicies, defaultDeny } from './policies';
