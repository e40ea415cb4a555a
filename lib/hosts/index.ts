export { hostFiles } from './host-files';
export { type HostFile } from './host-file';
export { nftablesFile, ruleLine } from './nftables';
