export { withoutApi } from './check-api';
export { checkNetworkName, checkRange } from './check-facts';
export * from './endpoint';
export * from './facts';
export * from './host';
export { machineName, type NixosMachine, nixosMachines } from './nixos';
export { parseFacts } from './parse-facts';
