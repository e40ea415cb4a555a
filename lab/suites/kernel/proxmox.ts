import { proxmox } from '../../examples';
import { type Claim, needing, type Scene } from '../../harness';
import { type Net, openNet } from '../../drivers/net/net';
import { probeText } from '../../drivers/net/probe';
import { type Expected, expectedIn, matrixAgrees } from '../network/compare';
import { portsOf, wholeMatrix } from '../network/matrix';
import { demandRight, loadShipped, type ShippedNetwork, shippedNetwork } from '../network/shipped';

/** The cluster proxmox, standing. */
export interface Proxmox extends ShippedNetwork {
  readonly net: Net;
  readonly expected: readonly Expected[];
}

/** Builds the cluster proxmox with everybody around it, and loads what ships. */
export async function startProxmox(lab: Scene): Promise<Proxmox> {
  const shipped = await shippedNetwork(lab, proxmox);
  const { topology, plan } = shipped;
  const ports = portsOf(topology, []);
  const net = await openNet(lab, 'proxmox', topology.machines.length);
  await net.build(topology, ports);
  await loadShipped(net, shipped);
  const services = [plan.facts.apiService, plan.facts.dnsService];
  return { ...shipped, net, expected: expectedIn(topology, wholeMatrix(topology, ports, services)) };
}

/** Whether what ships is what the model answers from. */
export const filesAreRight: Claim<Proxmox> = {
  says: 'proxmox: each packet filter that ships holds exactly the rules that the model walks',
  by: "the committed files, byte by byte, against the model's tables as nftables writes them",
  prove: (proxmox) => {
    demandRight(proxmox);
    const { topology, plan, file } = proxmox;
    const files = topology.machines.filter(({ name }) => file(name) !== undefined);
    const least = plan.facts.nodes.length + 1;
    if (files.length < least) throw new Error(`${files.length} files, at least ${least} were expected`);
    const rules = files
      .flatMap(({ tables }) => tables.slice(0, 1).flatMap(({ chains }) => chains))
      .flatMap((chain) => chain.rules);
    return `${files.length} files, ${rules.length} rules`;
  },
};

/** Whether model and kernel agree at all. */
export const kernelAgrees: Claim<Proxmox> = {
  says: 'proxmox: the kernel lets through what the model says, and nothing else, from everybody to every address on every port that a rule names and its neighbours',
  by: 'the committed files loaded in namespaces of nodes, pods, hosts, router, administrator, strangers and internet; real TCP and UDP connections, whose receivers say who they are and whom they see',
  limit: 180,
  prove: ({ net, expected, mistakes }) => matrixAgrees(net, expected, mistakes.size),
};

const databaseIsKept: Claim<Proxmox> = {
  says: 'proxmox: alkaid sees pods that write to PostgreSQL under the address of their node, and accepts nodes and their pods only',
  by: 'the probes of the port of PostgreSQL, each with the address that its receiver saw',
  prove: async ({ net, plan, expected }) => {
    const database = plan.facts.hosts.find(({ name }) => name === 'alkaid')?.address;
    const asking = expected.filter(
      ({ probe }) =>
        probe.to === database && probe.port === 5432 && probe.transport === 'tcp' && probe.from !== 'alkaid',
    );
    const answers = await net.probe(
      asking.map(({ probe, walk: { arrives } }) => ({ probe, hopeful: arrives })),
      500,
    );
    const seen = asking.flatMap(({ probe }, index) => {
      const node = plan.facts.nodes.find(
        ({ name }) => probe.from === name || probe.from.endsWith(`@${name}`),
      );
      const found = answers[index]?.seenFrom;
      if (found !== node?.address)
        throw new Error(
          `${probeText(probe)}: seen as ${found ?? 'nothing'}, expected ${node?.address ?? 'nothing'}`,
        );
      return found === undefined ? [] : [found];
    });
    if (seen.length === 0) throw new Error('no connection reaches the database');
    return `${seen.length} let in as ${new Set(seen).size} nodes, ${asking.length - seen.length} kept out`;
  },
};

export const proxmoxClaims: readonly Claim<Proxmox>[] = [
  filesAreRight,
  kernelAgrees,
  ...needing([kernelAgrees], [databaseIsKept]),
];
