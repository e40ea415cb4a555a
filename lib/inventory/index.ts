export { checkNetworkName, checkRange } from './check-facts';
export * from './endpoint';
export * from './facts';
export * from './host';
export { parseFacts } from './parse-facts';
