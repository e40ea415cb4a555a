export * from './address-pools';
export { type ChartValue, type ChartValues, chartValues, parseChartValues } from './chart-values';
export { cautions } from './cautions';
export * from './checksum';
export * from './component';
export * from './connect';
export * from './data-kinds';
export * from './declare';
export * from './first-steps';
export { type Folder, insideConnection, openPorts } from './folder';
export * from './found-routes';
export * from './hook';
export type { IgnoredField } from './ignored-field';
export * from './labels';
export { givenKinds } from './given-kinds';
export { madeKinds } from './made-kinds';
export * from './objects';
export * from './pod';
export * from './remote-address';
export * from './sealing';
export type { Route } from './route';
export {
  type IngressRedirect,
  ingressClasses,
  type NamedIngress,
  routeGateways,
  type RouteServer,
  serverOf,
} from './route-servers';
export * from './routes';
export * from './secret';
export * from './storage';
export * from './unstated-pods';
export * from './upstream';
export * from './web-pages';
export * from './workload';
