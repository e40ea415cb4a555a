import { type Facts, type Node, serversOf } from '../../inventory';
import type { Ipv4 } from '../../values';
import { apiPort } from '../../network';
import type { K3sSettings } from './props';

/** How k3s runs on one node: what its configuration file, its flags and NixOS' options are made of. */
export interface NodeSettings {
  readonly role: Node['role'];
  /**
   * Where the node joins; undefined for a lone server. Each of several servers has it, the first one too: k3s reads it while a server
   * has no datastore, and a first server whose disk was replaced would otherwise begin a second cluster.
   * https://github.com/k3s-io/k3s/issues/13623
   */
  readonly server?: string;
  /** The rest, in order, by the names of k3s' flags. https://docs.k3s.io/cli/server https://docs.k3s.io/cli/agent */
  readonly options: readonly K3sOption[];
}

/** A flag of k3s: given once, several times, or without a value. */
export interface K3sOption {
  readonly name: string;
  readonly value: string | true | readonly string[];
}

/** File on every node that holds the token; only root may read it. No file of ours contains the token itself. */
export const tokenFile = '/etc/rancher/k3s/token';

/** Folder in which a server keeps the state of the cluster. https://docs.k3s.io/datastore/backup-restore */
export const stateFolder = '/var/lib/rancher/k3s/server';

/** The settings of k3s on a node. */
export function nodeSettings(node: Node, facts: Facts, settings: K3sSettings): NodeSettings {
  const server = joinAddress(node, facts);
  return {
    role: node.role,
    ...(server !== undefined && { server: `https://${server}` }),
    options: [
      { name: 'node-name', value: node.name },
      { name: 'node-ip', value: node.address },
      ...listed('node-label', ownLabels(node)),
      ...(node.role === 'server' ? serverOptions(facts, settings) : []),
    ],
  };
}

/** Addresses under which people and nodes reach the API; the certificate has to name each of them. */
export function apiAddresses({ api, hosts }: Facts): readonly Ipv4[] {
  const host = hosts.find(({ interfaces }) => interfaces.some((card) => card.address === api.address));
  return host === undefined ? [api.address] : host.interfaces.map((card) => card.address);
}

/**
 * The same on every server. With other networks, another DNS address, `flannel-backend`, `disable-network-policy` or `servicelb`
 * than the first one has, the next one refuses to join. https://docs.k3s.io/cli/server#critical-configuration-values
 */
function serverOptions(facts: Facts, settings: K3sSettings): readonly K3sOption[] {
  const { networks, dnsService } = facts;
  return [
    { name: 'cluster-cidr', value: networks.pods.cidr },
    { name: 'service-cidr', value: networks.services.cidr },
    { name: 'cluster-dns', value: dnsService },
    { name: 'tls-san', value: apiAddresses(facts) },
    // Whoever brings the network enforces its policies as well; k3s' controller would write rules of its own beside it.
    ...(settings.networkPlugin === 'none'
      ? ([
          { name: 'flannel-backend', value: 'none' },
          { name: 'disable-network-policy', value: true },
        ] as const)
      : []),
    ...(settings.kubeProxy ? [] : [{ name: 'disable-kube-proxy', value: true } as const]),
    ...listed('disable', settings.disable),
  ];
}

/** Address and port where a node joins: those of the API, but for the server that has this address itself. */
function joinAddress(node: Node, facts: Facts): string | undefined {
  if (node.address !== facts.api.address) {
    // A lone server keeps its state in SQLite, and joins no other.
    const joins = node.role === 'agent' || facts.nodes.some((one) => one.role === 'server' && one !== node);
    return joins ? nearApi(facts) : undefined;
  }
  const other = facts.nodes.find(({ role, name }) => role === 'server' && name !== node.name);
  return other && `${other.address}:${apiPort}`;
}

/** The balancer's address in the nodes' own network, so that a node that joins needs no way through the router. */
function nearApi({ api, hosts }: Facts): string {
  const near = hosts
    .filter(({ interfaces }) => interfaces.some((card) => card.address === api.address))
    .flatMap(({ interfaces }) => interfaces.filter((card) => card.network === 'nodes'));
  return `${near[0]?.address ?? api.address}:${api.port}`;
}

/** Where else than on this server a cluster would answer: at its API, and on its other servers. */
export function otherApis(
  { name, address }: Pick<Node, 'name' | 'address'>,
  facts: Facts,
): readonly string[] {
  const others = serversOf(facts).filter((server) => server.name !== name);
  return [
    ...(others.length > 0 && facts.api.address !== address ? [nearApi(facts)] : []),
    ...others.map((server) => `${server.address}:${apiPort}`),
  ];
}

/** Labels that k3s and the kubelet set themselves are not given; the shape of a node takes no other that the kubelet refuses. */
function ownLabels({ labels }: Node): readonly string[] {
  return Object.entries(labels)
    .filter(([key]) => !/^(node-role\.)?kubernetes\.io\//.test(key))
    .map(([key, value]) => `${key}=${value}`);
}

function listed(name: string, value: readonly string[]): readonly K3sOption[] {
  return value.length === 0 ? [] : [{ name, value }];
}
