import { routes } from '../../component';
import { claimsOf, gatewayOf } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import {
  accepted,
  cidrBounds,
  inWords,
  type Ipv4,
  ipv4ToNumber,
  nearest,
  parseCidr,
  parseIpv4,
  type Report,
} from '../../values';
import { networkOfAddress } from '../topology/surroundings';
import { byAddress, byLabels, byPattern, isNamedBy, type Named, namesIn, placesOf } from './named';

/**
 * Finds who is meant: a component, `component/workload`, `namespace/label=value`, a node, a host, an address, a name that a flow
 * declares, `internet` or `administrators`, or a name that `--all` prints. What cannot be found is reported with what is near.
 */
export function findNamed(plan: ClusterPlan, text: string, at: string, report: Report): Named | undefined {
  if (/^[\d.]+$/.test(text)) {
    const address = accepted(parseIpv4(text), at, report);
    if (address === undefined) return undefined;
    const reason = notOfOneMachine(plan, address);
    if (reason === undefined) return byAddress(plan, address);
    report({ at, reason, next: 'write the address of a machine' });
    return undefined;
  }
  const form = unreadForm(text);
  if (form !== undefined) {
    report({ at, ...form });
    return undefined;
  }
  const slash = text.indexOf('/');
  const [first, second] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
  if (second.includes('=')) return labelled(plan, first, second, at, report);
  const names = namesIn(plan);
  const [found, ...others] = names.get(text) ?? [];
  if (found !== undefined && others.length === 0) return found;
  if (found !== undefined) {
    const meant = [found, ...others];
    report({
      at,
      reason: `"${text}" means ${inWords(meant.map(kindOf))}`,
      next: `write ${inWords(meant.map((one) => longForm(one, names)))} instead`,
    });
    return undefined;
  }
  const served = hostOfRoute(plan, text);
  if (served !== undefined) {
    report({ at, ...served });
    return undefined;
  }
  const outside = byPattern(plan, text) ?? publicName(text);
  if (outside !== undefined) return outside;
  report({ at, ...whyNot(plan, text, [...names.keys()]) });
  return undefined;
}

/** Addresses in forms that cannot be asked for. */
function unreadForm(text: string): { readonly reason: string; readonly next: string } | undefined {
  if (/^[\da-f]*:[\da-f]*:[\da-f:.]*$/i.test(text))
    return {
      reason: `${text} is an IPv6 address, and asterism describes IPv4 networks`,
      next: 'write an IPv4 address',
    };
  if ('value' in parseCidr(text))
    return {
      reason: `${text} is a network, and a question is about one machine`,
      next: 'write one of its addresses',
    };
  return undefined;
}

/** A host of a route is reached at an address that only the DNS of its owners knows, which need not be the load balancer's. */
function hostOfRoute(
  plan: ClusterPlan,
  text: string,
): { readonly reason: string; readonly next: string } | undefined {
  const route = claimsOf(plan, routes).find(({ value }) => isNamedBy(value.host, text));
  if (route === undefined) return undefined;
  const forwarding = plan.facts.hosts.filter((host) => (gatewayOf(host)?.forwards ?? []).length > 0);
  const gateways = forwarding.map(({ name }) => `, or from outside for ${name}, which forwards to it`);
  return {
    reason: `"${text}" is a host of the route of ${route.by}; its DNS decides which address it has`,
    next: `ask for the address of the load balancer${gateways.join('')}`,
  };
}

/** A name of the public DNS that nothing declares; names of the cluster and of the local network are none. */
function publicName(text: string): Named | undefined {
  const isPublic =
    /^([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?\.)+[a-z]([-a-z0-9]{0,61}[a-z0-9])$/i.test(text) &&
    !/\.(svc|local|internal|lan|localdomain|arpa)$/i.test(text);
  return isPublic ? { kind: 'domain', name: text, isDeclared: false } : undefined;
}

/** Who is meant, for a message about a name that means several. */
function kindOf(named: Named): string {
  switch (named.kind) {
    case 'node':
      return `node ${named.node.name}`;
    case 'host':
      return `host ${named.host.name}`;
    case 'workload':
      return `workload ${named.place.component.name}/${named.place.workload.name}`;
    case 'given':
      return `${named.pods.namespace}/${named.pods.name} of the distribution`;
    case 'address':
    case 'administrators':
    case 'domain':
    case 'internet':
    case 'pods':
    case 'stranger':
    case 'unlisted':
      return `the ${named.kind}`;
  }
}

/** A text that means somebody alone. */
function longForm(named: Named, names: ReadonlyMap<string, readonly Named[]>): string {
  switch (named.kind) {
    case 'node':
      return named.node.address;
    case 'host':
      return named.host.address;
    case 'workload': {
      const { component, workload } = named.place;
      const short = `${component.namespace}/${workload.name}`;
      return (names.get(short) ?? []).length === 1 ? short : `${component.name}/${workload.name}`;
    }
    case 'given':
      return `${named.pods.namespace}/${named.pods.name}`;
    case 'address':
    case 'administrators':
    case 'domain':
    case 'internet':
    case 'pods':
    case 'stranger':
    case 'unlisted':
      return `an address of the ${named.kind}`;
  }
}

/** Why an address is that of no single machine: https://www.iana.org/assignments/iana-ipv4-special-registry/ */
function notOfOneMachine({ facts }: ClusterPlan, address: Ipv4): string | undefined {
  const number = ipv4ToNumber(address);
  const first = number >>> 24;
  if (first === 0 || first === 127) return `${address} is an address that a machine uses for itself only`;
  if (first >= 224) return `${address} is an address of groups and broadcasts`;
  const network = networkOfAddress(facts, address);
  const bounds = network === undefined ? undefined : facts.networks[network]?.cidr;
  if (bounds === undefined) return undefined;
  const { first: lowest, last } = cidrBounds(bounds);
  return last - lowest > 1 && (number === lowest || number === last)
    ? `${address} is the address of network "${String(network)}" itself, or of its broadcasts`
    : undefined;
}

function labelled(
  plan: ClusterPlan,
  namespace: string,
  text: string,
  at: string,
  report: Report,
): Named | undefined {
  const pairs = text.split(',').map((pair): readonly [string, string] => {
    const sign = pair.indexOf('=');
    return [pair.slice(0, Math.max(sign, 0)), pair.slice(sign + 1)];
  });
  if (pairs.every(([key]) => key !== '')) return byLabels(plan, namespace, Object.fromEntries(pairs));
  report({ at, reason: `"${text}" is not a list of labels`, next: 'write namespace/key=value,key=value' });
  return undefined;
}

function whyNot(
  plan: ClusterPlan,
  text: string,
  names: readonly string[],
): { readonly reason: string; readonly next: string } {
  const several = placesOf(plan)
    .filter(({ component, workload }) => component.name === text && workload.listens.length > 0)
    .map(({ component, workload }) => `${component.name}/${workload.name}`);
  if (several.length > 0)
    return { reason: `"${text}" has several workloads`, next: `name one of ${several.join(', ')}` };
  if (text === 'administrators')
    return {
      reason: `${plan.facts.name} has no administrators`,
      next: 'write administrators.networks, or name an address',
    };
  const near = nearest(text, names);
  const { nodes, hosts } = plan.facts;
  const short = ['internet', ...[...nodes, ...hosts, ...plan.components].map(({ name }) => name)];
  return {
    reason: `nothing in ${plan.facts.name} is named "${text}"`,
    next:
      near === undefined
        ? `use one of ${inWords(short.slice(0, mostNames))}, or an address`
        : `did you mean "${near}"? For what lies outside the cluster, write internet or an address`,
  };
}

/** So many names are in one message at most. */
const mostNames = 20;
