export { hostFiles } from './host-files';
export { type HostFile } from './host-file';
export { nftablesFile, ruleLine, tableLines } from './nftables';
