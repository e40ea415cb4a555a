export { type App, applicationName, argoCdNamespace, inCluster, projectName, rootName } from './app';
export { applicationObjects, rootObjects } from './applications';
