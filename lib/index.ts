/** Everything of asterism: what components are written with, and the components of the catalogue. */
export * from './components';
export * from './core';
export { dns, gateway, haproxy, iscDhcpd, kea, postgresql, postgresqlOn } from './machines';
