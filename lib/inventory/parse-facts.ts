import type * as v from 'valibot';
import {
  addressAt,
  type AddressOrName,
  type Ipv4,
  isWithin,
  type OpenFact,
  parseShape,
  plainAt,
  type Report,
  suggest,
} from '../values';
import { checkAddresses } from './check-addresses';
import { checkApi } from './check-api';
import { checkAdministrators } from './check-administrators';
import { checkCards } from './check-cards';
import { checkNetworkNames, checkNodes, checkRanges, checkServices } from './check-facts';
import { checkGateways } from './check-gateways';
import { checkMacs } from './check-macs';
import { checkCardNames, checkReservedNames } from './check-names';
import { checkPorts } from './check-ports';
import { checkServers } from './check-servers';
import { checkNetworkKeys, checkWires } from './check-wires';
import { checkApiBalancer, checkDhcp } from './check-hosts';
import type { Facts, Host, Node, SecretSource } from './facts';
import type { Distribution } from './distribution';
import { type FactsCheck, runFactsChecks } from './facts-check';
import { runProgramChecks } from './host-claims';
import type { hostShape } from './host-shape';
import type { nodeShape } from './node-shape';
import { readDistribution } from './read-distribution';
import { inOrder, machineSettings, readMachine, readSystem, reportOnce } from './read-machines';
import { byName, readPrograms, reportPrograms } from './read-programs';
import { inPlaceOf } from './replaced-keys';
import { factsShape } from './shapes';

type Written = v.InferOutput<typeof factsShape>;

/**
 * Parses the facts of a cluster file. Every problem is reported with its path, reason and next step: first all schema
 * problems, and if there are none, all inconsistencies between facts. @returns the facts, or undefined if they do not
 * match the schema or the API's address is not known
 */
export function parseFacts(input: unknown, at: string, report: Report): Facts | undefined {
  const open: OpenFact[] = [];
  const programs = reportPrograms(input, at, report);
  const machines = machineSettings(at, report, (fact) => open.push(fact));
  const written = parseShape(factsShape, input, at, withoutFollowing(input, at, report), {
    open: (fact) => open.push(fact),
    instead: (place) => inPlaceOf(place.slice(at.length)),
    // A value in place of a secret's source may be the secret itself.
    isSecret: (place) => isWithin(place, `${at}.secrets`),
    whole: machines.take,
  });
  const distribution = readDistribution(input, at, report, (fact) => open.push(fact));
  if (written === undefined || distribution === undefined || !programs.complete || !machines.complete())
    return undefined;
  const once = reportOnce(report);
  const nodes = written.nodes.map((node) => nodeOf(node, distribution, at, once));
  const hosts = written.hosts.map((host) => hostOf(host, at, once));
  const address = addressOf(written.api.host, [...nodes, ...hosts], `${at}.api.host`, report);
  if (address === undefined) return undefined;
  const facts = factsOf({ ...written, distribution }, nodes, hosts, address, [
    ...inOrder(open, machines.open, at),
    ...programs.open,
  ]);
  for (const check of checks) check(facts, at, report);
  runFactsChecks(facts, at, report);
  runProgramChecks(facts, report);
  return deepFreeze(facts);
}

/** If an old key is used instead of the distribution, the missing distribution is not reported as well. */
function withoutFollowing(input: unknown, at: string, report: Report): Report {
  const isOld = plainAt(input, ['k3s']) !== undefined && plainAt(input, ['distribution']) === undefined;
  return (problem) => {
    if (!isOld || problem.at !== `${at}.distribution`) report(problem);
  };
}

/** Consistency checks between facts. */
const checks: readonly FactsCheck[] = [
  checkNetworkKeys,
  checkWires,
  checkNetworkNames,
  checkAddresses,
  checkReservedNames,
  checkServices,
  checkRanges,
  checkMacs,
  checkNodes,
  checkServers,
  checkAdministrators,
  checkCardNames,
  checkCards,
  checkPorts,
  checkGateways,
  checkDhcp,
  checkApiBalancer,
  checkApi,
];

/** Kinds of claims are code. They are frozen where they are defined, and their schemas are not frozen. */
function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const [key, part] of Object.entries(value)) if (key !== 'kind') deepFreeze(part);
  }
  return value;
}

function factsOf(
  written: Omit<Written, 'distribution'> & Pick<Facts, 'distribution'>,
  nodes: readonly Node[],
  hosts: readonly Host[],
  address: Ipv4,
  open: readonly OpenFact[],
): Facts {
  const services = written.networks.services.cidr;
  return {
    ...written,
    api: { address, port: written.api.port },
    apiService: addressAt(services, 1),
    dnsService: written.distribution.dnsService ?? addressAt(services, 10),
    clusterDomain: 'cluster.local',
    secrets: sourcesOf(written),
    nodes,
    hosts,
    open,
  };
}

/** Adds the default file path to each sealed secret. */
function sourcesOf({ secrets, name }: Pick<Written, 'secrets' | 'name'>): Facts['secrets'] {
  return Object.fromEntries(
    Object.entries(secrets).map(([key, source]): [string, SecretSource] => [
      key,
      source.from === 'sealed'
        ? { from: 'sealed', file: source.file ?? `secrets/${name}/${key.replaceAll('/', '-')}.yaml` }
        : source,
    ]),
  );
}

function nodeOf(
  { machine: declared, system: own, ...node }: v.InferOutput<typeof nodeShape>,
  { serverLabels }: Distribution,
  at: string,
  report: Report,
): Node {
  const place = { by: node.name, at: `${at}.nodes.${node.name}.machine` };
  const known = declared && readMachine(declared, place, report);
  const runs = own ?? known?.system;
  const system = runs && readSystem(runs, node.name, at, report);
  return {
    ...node,
    ...(known !== undefined && { machine: known.machine }),
    ...(system !== undefined && { system }),
    labels: {
      'kubernetes.io/hostname': node.name,
      'kubernetes.io/os': 'linux',
      ...(node.role === 'server' && serverLabels),
      ...node.labels,
    },
  };
}

function hostOf(
  { system: runs, ...host }: v.InferOutput<typeof hostShape>,
  at: string,
  report: Report,
): Host {
  const [{ address }] = host.interfaces;
  const system = runs && readSystem(runs, host.name, at, report);
  const listed = byName(host.programs);
  const programs = listed.map(({ name, title }) => ({ name, title }));
  const claims = readPrograms(listed, host.name, `${at}.hosts.${host.name}`, report);
  return { ...host, ...(system !== undefined && { system }), address, programs, claims };
}

/** Resolves an address or machine name to an address. */
function addressOf(
  host: AddressOrName,
  machines: readonly (Node | Host)[],
  at: string,
  report: Report,
): Ipv4 | undefined {
  if (host.by === 'address') return host.address;
  const named = machines.find(({ name }) => name === host.name);
  if (named === undefined)
    report({
      at,
      reason: `no node or host is named "${host.name}"`,
      next: suggest(
        host.name,
        machines.map(({ name }) => name),
      ),
    });
  return named?.address;
}
