export { externalDns } from './external-dns';
