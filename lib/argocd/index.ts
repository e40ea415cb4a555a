export { type App, rootName } from './app';
export { applicationObjects, rootObjects } from './applications';
