export { type CiliumInstallation, ciliumPlugin } from './cilium';
export { ciliumConnections } from './connections';
