import { type Facts, type Host, networkOf } from '../../inventory';
import { hostCidr, prefixLength } from '../../values';
import { header, textOf } from '../machine-file';
import { unitsOf } from '../unit';
import type { Bridge } from './bridges';

/** Unit that gives a bridge its address at boot, before the servers that need it. */
export function assignIpUnit({ name, address, network, joins }: Bridge, host: Host, facts: Facts): string {
  const prefix = prefixLength(networkOf(network ?? '', facts)?.cidr ?? hostCidr(address));
  const after = unitsOf(host).map(({ unit }) => `${unit}.service`);
  const ip = '/usr/sbin/ip';
  return textOf([
    ...header(facts, '#'),
    '',
    '[Unit]',
    `Description=Address of the bridge ${name}`,
    '# Restarts together with Open vSwitch, because the new bridge has no address.',
    'Requires=openvswitch.service',
    'After=openvswitch.service',
    ...(after.length === 0 ? [] : [`Before=${after.join(' ')}`]),
    '',
    '[Service]',
    'Type=oneshot',
    'RemainAfterExit=yes',
    ...joins.map((port) => `ExecStart=${ip} link set dev ${port} up`),
    '# "replace" succeeds even if the address exists already; "add" fails.',
    `ExecStart=${ip} address replace ${address}/${prefix} dev ${name}`,
    `ExecStart=${ip} link set dev ${name} up`,
    '# The bridge may appear a moment later.',
    'Restart=on-failure',
    'RestartSec=2',
    '',
    '[Install]',
    'WantedBy=multi-user.target',
  ]);
}
