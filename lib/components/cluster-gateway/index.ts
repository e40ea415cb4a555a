export { clusterGateway } from './cluster-gateway';
