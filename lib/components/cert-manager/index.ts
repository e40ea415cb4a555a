export { certManager } from './cert-manager';
