export { longhorn } from './longhorn';
