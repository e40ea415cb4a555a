export { coredns } from './coredns';
export { corednsProps, type CorednsProps, k3sCorednsProps, ownCorednsProps } from './props';
