export { type App, applicationName, argoCdNamespace, inCluster, rootName } from './app';
export { applicationObjects, rootObjects } from './applications';
