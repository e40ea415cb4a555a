import { type Facts, serversOf } from '../../inventory';
import { apiPort } from '../../network';
import { header, textOf } from '../machine-file';

/** Folder of HAProxy's socket. */
export const haproxyFolder = '/var/run/haproxy';
/** The same folder: `/var/run` is a link to `/run`. */
export const runFolder = '/run/haproxy';

/**
 * Configuration of HAProxy in front of the API servers. It passes TLS on untouched, so clients check the servers' certificate.
 * https://docs.haproxy.org/2.6/configuration.html
 */
export function haproxyConfig(facts: Facts): string {
  const width = Math.max(...serversOf(facts).map(({ name }) => name.length));
  return textOf([
    ...header(facts, '#'),
    '',
    'global',
    '  # systemd writes this to the journal.',
    '  log stdout format short daemon',
    '  chroot /var/lib/haproxy',
    '  user haproxy',
    '  group haproxy',
    '  maxconn 4096',
    `  stats socket ${haproxyFolder}/admin.sock mode 660 level operator`,
    '  stats timeout 30s',
    '',
    'defaults',
    '  mode tcp',
    '  log global',
    '  option tcplog',
    '  # Do not log connections without data, such as health checks.',
    '  option dontlognull',
    '  # If a server has just failed, the connection goes to the next one.',
    '  retries 3',
    '  option redispatch 1',
    '  timeout connect 2s',
    '  timeout check 1s',
    '  timeout queue 10s',
    '  timeout client 30s',
    '  timeout server 30s',
    '  timeout client-fin 10s',
    '  timeout server-fin 10s',
    '  # Applies once both sides have sent data: watches and "kubectl logs --follow" may be silent for long.',
    '  timeout tunnel 1h',
    '',
    'frontend kubernetes-api',
    `  bind *:${facts.api.port}`,
    '  default_backend api-servers',
    '',
    'backend api-servers',
    '  balance leastconn',
    '  option tcp-check',
    '  # Down after two failed checks, up after two good ones. Connections to a server that is down are closed at once, so',
    '  # that clients connect to another one.',
    '  default-server check inter 500ms fall 2 rise 2 on-marked-down shutdown-sessions',
    ...serversOf(facts).map(({ name, address }) => `  server ${name.padEnd(width)} ${address}:${apiPort}`),
  ]);
}

/** What makes the folder of the socket at each boot, `/etc/tmpfiles.d/haproxy.conf`: `/run` is empty then. */
export function haproxyFolderConfig(facts: Facts): string {
  return textOf([...header(facts, '#'), `d ${runFolder} 0750 haproxy haproxy -`]);
}
