export { argoCd } from './argo-cd';
export { argoCdProps, type ArgoCdProps } from './props';
