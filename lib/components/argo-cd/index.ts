export { argoCd } from './argo-cd';
export type { ArgoCdProps } from './props';
