import {
  addressAt,
  type Cidr,
  type Ipv4,
  type OpenFact,
  parseAddressRange,
  parseCidr,
  parseIpv4,
  parseLabel,
  parseMac,
  parsePort,
  parseSemVer,
  parseShape,
  type Report,
  shown,
  suggest,
  unreadCidr,
  unreadIpv4,
  withExamples,
} from '../values';
import type * as v from 'valibot';
import { checkAddresses } from './check-addresses';
import { checkDatabases, checkGit, checkMachines, checkRanges } from './check-facts';
import type { DhcpRange, Facts, Host, Network, Node } from './facts';
import { factsShape, hostShape, nodeShape } from './shapes';

type Written = v.InferOutput<typeof factsShape>;

/**
 * Reads what a person wrote about a cluster. Every problem is reported, with its place, reason and next step; nodes and
 * hosts are read one by one, so that a slip in one does not hide those in the others.
 * @returns the facts, or undefined when their shape is so far off that nothing more can be said
 */
export function parseFacts(input: unknown, at: string, report: Report): Facts | undefined {
  const open: OpenFact[] = [];
  const plain = withExamples(input, at, (fact) => open.push(fact));
  if (typeof plain !== 'object' || plain === null) {
    report({ at, reason: `found ${shown(plain)}`, next: 'write an object with the facts of the cluster' });
    return undefined;
  }
  const { nodes = [], hosts = [] } = Object.assign({ nodes: undefined, hosts: undefined }, plain);
  const written = parseShape(factsShape, { ...plain, nodes: [], hosts: [] }, at, report);
  const someNodes = listOf(nodeShape, nodes, `${at}.nodes`, report).map((node) =>
    readNode(node, `${at}.nodes.${node.name}`, report),
  );
  const someHosts = listOf(hostShape, hosts, `${at}.hosts`, report).map((host) =>
    readHost(host, `${at}.hosts.${host.name}`, report),
  );
  if (written === undefined) return undefined;
  const facts = readFacts(written, someNodes, someHosts, open, at, report);
  checkAddresses(facts, at, report);
  checkRanges(facts, at, report);
  checkMachines(facts, at, report);
  checkDatabases(facts, at, report);
  checkGit(facts, at, report);
  return Object.freeze(facts);
}

function listOf<S extends v.GenericSchema>(
  shape: S,
  written: unknown,
  at: string,
  report: Report,
): v.InferOutput<S>[] {
  if (!Array.isArray(written)) {
    report({ at, reason: `found ${shown(written)}`, next: 'expected a list' });
    return [];
  }
  return written.flatMap((item: unknown, index) => {
    const named = typeof item === 'object' && item !== null && 'name' in item;
    const parsed = parseShape(shape, item, named ? `${at}.${String(item.name)}` : `${at}[${index}]`, report);
    return parsed === undefined ? [] : [parsed];
  });
}

function readFacts(
  written: Written,
  nodes: Node[],
  hosts: Host[],
  open: readonly OpenFact[],
  at: string,
  report: Report,
): Facts {
  const networks = readNetworks(written, at, report);
  parseLabel(written.name, `${at}.name`, report);
  const { administrators, ...rest } = written;
  const api = readApi(written.api.host, nodes, hosts, `${at}.api.host`, report);
  return {
    ...rest,
    k3s: { ...written.k3s, version: parseSemVer(written.k3s.version, `${at}.k3s.version`, report) },
    api: { address: api, port: parsePort(written.api.port, `${at}.api.port`, report) },
    apiService: inServices(networks.services.cidr, 1),
    dnsService: inServices(networks.services.cidr, 10),
    clusterDomain: 'cluster.local',
    networks,
    dhcp: written.dhcp.map((entry, index) => readDhcp(entry, networks, `${at}.dhcp[${index}]`, report)),
    ...(administrators !== undefined && {
      administrators: {
        networks: administrators.networks.map((cidr, index) =>
          parseCidr(cidr, `${at}.administrators.networks[${index}]`, report),
        ),
        sshKeys: administrators.sshKeys,
      },
    }),
    nodes,
    hosts,
    open,
  };
}

function readNetworks(written: Written, at: string, report: Report): Facts['networks'] {
  const read = (name: string, network: { cidr: string; gateway?: string }): Network => ({
    cidr: parseCidr(network.cidr, `${at}.networks.${name}.cidr`, report),
    ...(network.gateway !== undefined && {
      gateway: parseIpv4(network.gateway, `${at}.networks.${name}.gateway`, report),
    }),
  });
  const { nodes, pods, services, ...others } = written.networks;
  return {
    nodes: read('nodes', nodes),
    pods: read('pods', pods),
    services: read('services', services),
    ...Object.fromEntries(Object.entries(others).map(([name, network]) => [name, read(name, network)])),
  };
}

function readNode(node: v.InferOutput<typeof nodeShape>, at: string, report: Report): Node {
  const { address, mac, machine } = node;
  return {
    name: parseLabel(node.name, `${at}.name`, report),
    address: parseIpv4(address, `${at}.address`, report),
    role: node.role,
    ...(mac !== undefined && { mac: parseMac(mac, `${at}.mac`, report) }),
    ...(machine !== undefined && { machine }),
    labels: {
      'kubernetes.io/hostname': node.name,
      'kubernetes.io/os': 'linux',
      ...(node.role === 'server' && { 'node-role.kubernetes.io/control-plane': 'true' }),
      ...node.labels,
    },
  };
}

function readHost(host: v.InferOutput<typeof hostShape>, at: string, report: Report): Host {
  const interfaces = host.interfaces.map(({ mac, network, ...card }) => ({
    name: card.name,
    ...(network !== undefined && { network }),
    address: parseIpv4(card.address, `${at}.interfaces.${card.name}.address`, report),
    ...(mac !== undefined && { mac: parseMac(mac, `${at}.interfaces.${card.name}.mac`, report) }),
  }));
  const [first] = interfaces;
  if (first === undefined)
    report({
      at: `${at}.interfaces`,
      reason: 'the list is empty',
      next: 'write at least one network card with its address',
    });
  for (const [service, settings] of Object.entries(host.services))
    parsePort(settings.port, `${at}.services.${service}.port`, report);
  return {
    name: parseLabel(host.name, `${at}.name`, report),
    description: host.description,
    address: first?.address ?? unreadIpv4,
    interfaces,
    services: host.services,
  };
}

function readDhcp(
  entry: Written['dhcp'][number],
  networks: Facts['networks'],
  at: string,
  report: Report,
): DhcpRange {
  if (networks[entry.network] === undefined)
    report({
      at: `${at}.network`,
      reason: `no network is named "${entry.network}"`,
      next: suggest(entry.network, Object.keys(networks)),
    });
  return {
    network: entry.network,
    range: parseAddressRange(entry.range, `${at}.range`, report),
    nameServers: entry.nameServers.map((address, index) =>
      parseIpv4(address, `${at}.nameServers[${index}]`, report),
    ),
  };
}

/** The API's host is an address, or the name of a node or host whose address is taken. */
function readApi(
  written: string,
  nodes: readonly Node[],
  hosts: readonly Host[],
  at: string,
  report: Report,
): Ipv4 {
  const named = [...nodes, ...hosts].find((machine) => machine.name === written);
  if (named !== undefined) return named.address;
  if (/^[0-9.]+$/.test(written)) return parseIpv4(written, at, report);
  report({
    at,
    reason: `no node or host is named "${written}"`,
    next: suggest(
      written,
      [...nodes, ...hosts].map((machine) => machine.name),
    ),
  });
  return unreadIpv4;
}

function inServices(services: Cidr, offset: number): Ipv4 {
  return services === unreadCidr ? unreadIpv4 : addressAt(services, offset);
}
