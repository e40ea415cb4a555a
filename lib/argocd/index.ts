export { type App } from './app';
export { applicationObjects, rootObjects } from './applications';
