import { hostFiles } from '../machines';
import type { HostInput } from '../inventory';
import { hostModel } from '../network';
import { type ClusterInput, defineCluster } from '../plan';
import { db, gate, gatewayBase, gatewayServices } from '../plan/fixtures/base';
import { problemText } from '../values';

/** The small cluster of Raspberry Pis behind a gateway. */
export const pis: ClusterInput = {
  ...gatewayBase,
  nodes: gatewayBase.nodes.map((node) => ({
    ...node,
    machine: { kind: 'raspberry-pi', model: 5, disk: 'nvme' },
  })),
};

/** The same with ISC's DHCP server. */
export const isc = { ...gatewayServices, dhcp: { server: 'isc' } } as const;

/** Text of every file below `dist/small/hosts/`, by path. */
export function hostFilesOf(input: ClusterInput): Readonly<Record<string, string>> {
  const { plan, problems } = defineCluster(input);
  if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
  return Object.fromEntries(hostFiles(hostModel(plan, [])).map(({ path, text }) => [path, text]));
}

/** A file of the gateway when it serves these things. */
export function gatewayFile(
  path: string,
  services: HostInput['services'] = gatewayServices,
  input = pis,
): string {
  const text = hostFilesOf({ ...input, hosts: [db, gate(services)] })[`gate/${path}`];
  if (text === undefined) throw new Error(`gate/${path} is not written`);
  return text;
}
