export { fieldJudges } from './fields';
export { type Finding, type CheckRule } from './finding';
export { podSecurityLevel } from './pod-security';
export { podsOf, type ShippedPods } from './pods';
export { findingsIn, rules } from './rules';
