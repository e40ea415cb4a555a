export { declaredFlows, type FlowTable } from './flows';
export { isOwnNamespace, ownNamespaces } from './namespaces';
export { componentPolicies, defaultDeny } from './policies';
export * from './policy';
