export { hostFiles } from './host-files';
export { nftablesFile, tableLines } from './nftables';
