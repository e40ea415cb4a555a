import {
  addressAt,
  type Cidr,
  type Ipv4,
  isWithin,
  itemPath,
  labelFrom,
  type OpenFact,
  parseAddressRange,
  parseCidr,
  parseIpv4,
  parseLabel,
  parseLabels,
  parseMac,
  parsePort,
  parseSemVer,
  readShape,
  type Report,
  shown,
  suggest,
  unreadCidr,
  unreadIpv4,
  withExamples,
  withoutFollowUps,
} from '../values';
import type * as v from 'valibot';
import { checkAddresses } from './check-addresses';
import { checkCards } from './check-cards';
import { checkAdministrators } from './check-administrators';
import {
  checkDatabases,
  checkGit,
  checkNetworkName,
  checkNodes,
  checkRanges,
  checkServices,
} from './check-facts';
import { checkGateways } from './check-gateways';
import { checkApiBalancer, checkDhcp } from './check-services';
import { checkNixos } from './check-nixos';
import { checkVms } from './check-vms';
import type { DhcpRange, Facts, Gateway, Host, Network, Node, SecretSource } from './facts';
import { factsShape, type hostShape, type nodeShape } from './shapes';

type Written = v.InferOutput<typeof factsShape>;

/**
 * Reads what a person wrote about a cluster. Every problem is reported, with its place, reason and next step; what could not
 * be read has a stand-in, so that a slip in one place does not hide those in others, and brings no further report.
 * @returns the facts, or undefined when what was written is no object at all
 */
export function parseFacts(input: unknown, at: string, told: Report): Facts | undefined {
  const open: OpenFact[] = [];
  const plain = withExamples(input, at, (fact) => open.push(fact));
  const unread: string[] = [];
  const report = withoutFollowUps((problem) => {
    if (problem.unread !== undefined) unread.push(problem.unread);
    told(problem);
  });
  const written = readShape(factsShape, plain, at, report, (value, place) => showFact(value, place, at));
  if (unread.includes(at)) return undefined;
  const nodes = written.nodes.map((node, index) => readNode(node, index, `${at}.nodes`, report));
  const hosts = written.hosts.map((host, index) => readHost(host, index, `${at}.hosts`, report));
  // A machine without a name, or one of an empty list, may be any that is asked for.
  const allNamed =
    nodes.length > 0 &&
    !unread.some((place) => /^[.](nodes|hosts)(\[\d+\](\.name)?)?$/.test(place.slice(at.length)));
  const facts = readFacts(written, nodes, hosts, allNamed, open, at, report);
  checkAddresses(facts, at, report);
  checkServices(facts, at, report);
  checkRanges(facts, at, report);
  checkVms(facts, at, report);
  checkNodes(facts, at, report);
  checkNixos(facts, at, report);
  checkAdministrators(facts, at, report);
  checkDatabases(facts, at, report);
  checkCards(facts, at, report);
  checkGateways(facts, at, report);
  checkDhcp(facts, at, report);
  checkApiBalancer(facts, at, report);
  checkGit(facts, at, report);
  return deepFreeze(facts);
}

/** What stands in place of a secret's source may be the secret. */
function showFact(value: unknown, place: string, at: string): string {
  return typeof value === 'string' && isWithin(place, `${at}.secrets`) ? 'a string' : shown(value);
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) deepFreeze(part);
  }
  return value;
}

function readFacts(
  written: Written,
  nodes: Node[],
  hosts: Host[],
  allNamed: boolean,
  open: readonly OpenFact[],
  at: string,
  report: Report,
): Facts {
  const networks = readNetworks(written, at, report);
  parseLabel(written.name, `${at}.name`, report);
  const { administrators, ...rest } = written;
  const api = readApi(written.api.host, [...nodes, ...hosts], allNamed, `${at}.api.host`, report);
  const name = labelFrom(written.name) || 'cluster';
  return {
    ...rest,
    name,
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
    secrets: readSecrets(written.secrets, name),
    nodes,
    hosts,
    open,
  };
}

/** Gives each sealed secret its file. */
function readSecrets(written: Written['secrets'], cluster: string): Facts['secrets'] {
  return Object.fromEntries(
    Object.entries(written).map(([key, source]): [string, SecretSource] => [
      key,
      source.from === 'sealed'
        ? { from: 'sealed', file: source.file ?? `secrets/${cluster}/${key.replaceAll('/', '-')}.yaml` }
        : source,
    ]),
  );
}

function readNetworks(written: Written, at: string, report: Report): Facts['networks'] {
  const read = (name: string, network: Written['networks']['nodes']): Network => ({
    cidr: parseCidr(network.cidr, `${at}.networks.${name}.cidr`, report),
    ...(network.gateway !== undefined && {
      gateway: parseIpv4(network.gateway, `${at}.networks.${name}.gateway`, report),
    }),
    ...(network.wire !== undefined && { wire: network.wire }),
  });
  const { nodes, pods, services, ...others } = written.networks;
  return {
    nodes: read('nodes', nodes),
    pods: read('pods', pods),
    services: read('services', services),
    ...Object.fromEntries(Object.entries(others).map(([name, network]) => [name, read(name, network)])),
  };
}

function readNode(node: v.InferOutput<typeof nodeShape>, index: number, list: string, report: Report): Node {
  const at = itemPath(list, node, index);
  const { address, mac, machine } = node;
  parseLabels(node.labels, `${at}.labels`, report);
  return {
    name: parseLabel(node.name, `${at}.name`, report) || `[${index}]`,
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

function readHost(host: v.InferOutput<typeof hostShape>, index: number, list: string, report: Report): Host {
  const at = itemPath(list, host, index);
  const interfaces = host.interfaces.map(({ mac, network, joins, ...card }) => ({
    name: card.name,
    ...(joins !== undefined && { joins }),
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
  const { gateway, ...services } = host.services;
  for (const service of ['dns', 'postgresql'] as const) {
    const port = services[service]?.port;
    if (port !== undefined) parsePort(port, `${at}.services.${service}.port`, report);
  }
  return {
    name: parseLabel(host.name, `${at}.name`, report) || `[${index}]`,
    description: host.description,
    address: first?.address ?? unreadIpv4,
    ...(host.system !== undefined && { system: host.system }),
    interfaces,
    services: {
      ...services,
      ...(gateway !== undefined && { gateway: readGateway(gateway, `${at}.services.gateway`, report) }),
    },
  };
}

function readGateway(
  gateway: NonNullable<v.InferOutput<typeof hostShape>['services']['gateway']>,
  at: string,
  report: Report,
): Gateway {
  return {
    ...gateway,
    forwards: gateway.forwards.map(({ port, to }, index) => ({
      port: parsePort(port, `${at}.forwards[${index}].port`, report),
      to: parseIpv4(to, `${at}.forwards[${index}].to`, report),
    })),
  };
}

function readDhcp(
  entry: Written['dhcp'][number],
  networks: Facts['networks'],
  at: string,
  report: Report,
): DhcpRange {
  checkNetworkName(entry.network, { networks }, `${at}.network`, report);
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
  machines: readonly (Node | Host)[],
  allNamed: boolean,
  at: string,
  report: Report,
): Ipv4 {
  const named = machines.find((machine) => machine.name === written);
  if (named !== undefined) return named.address;
  if (/^[0-9.]+$/.test(written)) return parseIpv4(written, at, report);
  if (allNamed)
    report({
      at,
      reason: `no node or host is named "${written}"`,
      next: suggest(
        written,
        machines.map((machine) => machine.name),
      ),
    });
  return unreadIpv4;
}

function inServices(services: Cidr, offset: number): Ipv4 {
  return services === unreadCidr ? unreadIpv4 : addressAt(services, offset);
}
