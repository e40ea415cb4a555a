export { cilium } from './cilium';
export { ciliumPolicies } from './policies';
export { type CiliumPoliciesProps, ciliumPoliciesProps } from './policy-props';
export { type CiliumProps, ciliumProps } from './props';
export type { CiliumValues } from './values';
