export { cilium } from './cilium';
export { ciliumPolicies } from './policies';
export type { CiliumPoliciesProps } from './policy-props';
export type { CiliumProps } from './props';
export type { CiliumValues } from './values';
