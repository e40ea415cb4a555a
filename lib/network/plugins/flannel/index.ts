export { flannel } from './flannel';
