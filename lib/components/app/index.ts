export { app, type App, type AppPorts, type AppProps } from './app';
