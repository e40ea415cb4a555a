export { hostFiles } from './host-files';
export { nftablesFile } from './nftables';
