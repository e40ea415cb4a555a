import { gateway, haproxy, iscDhcpd, raspberryPi } from '../machines';
import type { ClusterInput } from '../plan';
import { db, gate, gatePrograms, gateWay, gatewayBase } from '../plan/fixtures/base';
import { hostTexts } from './machines';

/** The small cluster of Raspberry Pis behind a gateway. */
export const pis: ClusterInput = {
  ...gatewayBase,
  nodes: gatewayBase.nodes.map((node) => ({
    ...node,
    machine: raspberryPi({ model: 5, disk: 'nvme' }),
  })),
};

/** The same with ISC's DHCP server. */
export const isc = [iscDhcpd(), gateway(gateWay), haproxy()];

/** A file of the gateway when it runs these programs. */
export function gatewayFile(path: string, programs = gatePrograms(), input = pis): string {
  const text = hostTexts({ ...input, hosts: [db, gate(programs)] })[`gate/${path}`];
  if (text === undefined) throw new Error(`gate/${path} is not written`);
  return text;
}
