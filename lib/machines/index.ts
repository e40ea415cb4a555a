export { dns, gateway, haproxy, iscDhcpd, kea, postgresql, postgresqlOn } from './catalogue';
export { hostFiles } from './host-files';
export { machineModel, machineModelWith } from './model';
