export { coredns } from './coredns';
export type { CorednsProps } from './props';
