export { type Finding, type Rule } from './finding';
export { findingsIn, rules } from './rules';
