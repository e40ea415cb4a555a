import { gateway, haproxy, hostFiles, iscDhcpd, machineModel } from '../machines';
import { type ClusterInput, defineCluster } from '../plan';
import { db, gate, gatePrograms, gateWay, gatewayBase } from '../plan/fixtures/base';
import { noProblem } from './policy-ends';
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
export const isc = [iscDhcpd(), gateway(gateWay), haproxy()];

/** Text of every file below `dist/small/hosts/`, by path. */
export function hostFilesOf(input: ClusterInput): Readonly<Record<string, string>> {
  const { plan, problems } = defineCluster(input);
  if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
  return Object.fromEntries(
    hostFiles(machineModel(plan, []), noProblem).map(({ path, text }) => [path, text]),
  );
}

/** A file of the gateway when it runs these programs. */
export function gatewayFile(path: string, programs = gatePrograms(), input = pis): string {
  const text = hostFilesOf({ ...input, hosts: [db, gate(programs)] })[`gate/${path}`];
  if (text === undefined) throw new Error(`gate/${path} is not written`);
  return text;
}
