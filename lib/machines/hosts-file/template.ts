import type { Facts, Host } from '../../inventory';
import type { Ipv4 } from '../../values';
import { header, textOf } from '../machine-file';

/**
 * What cloud-init makes `/etc/hosts` of on systems of the Debian family, `/etc/cloud/templates/hosts.debian.tmpl`, where
 * `manage_etc_hosts` is true. Joining nodes look for the servers by name, and public name servers know none of these.
 */
export function hostsTemplate(facts: Facts): string {
  const machines = [
    ...facts.nodes.map(({ name, address }) => ({ name, address })),
    ...facts.hosts.map((host) => ({ name: host.name, address: nearAddress(host) })),
  ];
  const width = Math.max(...machines.map(({ address }) => address.length));
  return textOf([
    // cloud-init takes a template for Jinja's only when this is its first line.
    '## template:jinja',
    ...header(facts, '#'),
    '# cloud-init writes /etc/hosts from /etc/cloud/templates/hosts.debian.tmpl at each boot.',
    '127.0.1.1 {{fqdn}} {{hostname}}',
    '127.0.0.1 localhost',
    '',
    '::1 localhost ip6-localhost ip6-loopback',
    'ff02::1 ip6-allnodes',
    'ff02::2 ip6-allrouters',
    '',
    ...machines.map(({ name, address }) => `${address.padEnd(width)} ${name}`),
  ]);
}

/** A host with a card in the nodes' network is reached there. */
function nearAddress({ interfaces, address }: Host): Ipv4 {
  return interfaces.find((card) => card.network === 'nodes')?.address ?? address;
}
