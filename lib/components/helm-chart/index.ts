export { helmChart } from './helm-chart';
