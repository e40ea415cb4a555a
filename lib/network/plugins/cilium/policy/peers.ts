import type * as v from 'valibot';
import { suggest } from '../../../../values';
import { ciliumRequirements, peerSelector } from './labels';
import { namePattern } from './names';
import type { Part } from '../../../policy/read/part';
import type { RulePeer } from '../../../policy/policy';
import { readBlock } from '../../../policy/read/block';
import { type Service, servicePeers } from './services';
import type { ciliumRuleShapes } from './shapes';

type Ingress = v.InferOutput<typeof ciliumRuleShapes.ingress>;
type Egress = v.InferOutput<typeof ciliumRuleShapes.egress>;
/** A rule of either direction. */
export type WrittenRule = Partial<Ingress & Egress>;

const entities = [
  'all',
  'world',
  'cluster',
  'cluster-mesh',
  'host',
  'remote-node',
  'kube-apiserver',
  'init',
  'health',
  'ingress',
  'unmanaged',
  'none',
];

/** Peers that are right, but that only a running cluster can tell. */
const undecided = {
  fromNodes: 'labels of nodes count only with nodeSelectorLabels',
  toNodes: 'labels of nodes count only with nodeSelectorLabels',
  fromGroups: 'who is in a cloud group is not known here',
  toGroups: 'who is in a cloud group is not known here',
  fromRequires: 'Cilium 1.19 has no fromRequires any more',
  toRequires: 'Cilium 1.19 has no toRequires any more',
} as const;

/** What of a policy its peers depend on. */
interface PeerFrame {
  /** @default one of the whole cluster */
  readonly namespace?: string;
  readonly services: readonly Service[];
  /** Version of Cilium. @default not known */
  readonly version?: string;
}

/**
 * Whom a rule of a Cilium policy names. One without peers is open to everybody on its ports, and opens nothing when it has
 * no ports either; an empty list of peers selects none.
 * https://docs.cilium.io/en/stable/security/policy/layer3/
 */
export function ciliumPeers(
  written: WrittenRule,
  { namespace, services, version }: PeerFrame,
  part: Part,
): readonly RulePeer[] {
  const fields = peerFields(written);
  const used = fields.filter(([, list]) => list.length > 0).map(([key]) => key);
  // What a rule requires goes with any kind of peers.
  const kinds = used.filter((key) => !key.endsWith('Requires'));
  if (kinds.length > 1) {
    part.report({ at: part.at, reason: `has ${kinds.join(' and ')}`, next: 'make a rule of each' });
    return [{ kind: 'unclear', reason: 'Cilium refuses several kinds of peers in one rule' }];
  }
  // `toFQDNs` and its like are as good as absent when empty.
  if (fields.some(([key, list]) => list.length === 0 && !absentWhenEmpty.has(key))) return [];
  if (used.length === 0)
    return (written.toPorts ?? []).length + (written.icmps ?? []).length === 0 ? [] : [{ kind: 'everyone' }];
  return [
    ...[...(written.fromEndpoints ?? []), ...(written.toEndpoints ?? [])].map((selector): RulePeer => ({
      kind: 'selected',
      selector: peerSelector(ciliumRequirements(selector), namespace),
    })),
    ...[...(written.fromEntities ?? []), ...(written.toEntities ?? [])].map((name) => entity(name, part)),
    ...[...(written.fromCIDR ?? []), ...(written.toCIDR ?? [])].map((cidr) =>
      // Here, and only here, an address may stand without its prefix length.
      readBlock({ cidr: withLength(cidr), except: [] }, 'within', part.at, part.report, part.mention),
    ),
    ...[...(written.fromCIDRSet ?? []), ...(written.toCIDRSet ?? [])].map(({ cidr, except }): RulePeer =>
      cidr === undefined
        ? { kind: 'unclear', reason: 'what is in a CiliumCIDRGroup is not known here' }
        : readBlock({ cidr, except }, 'within', part.at, part.report, part.mention),
    ),
    ...(written.toFQDNs ?? []).map((name): RulePeer => ({
      kind: 'name',
      pattern: namePattern(name, version),
    })),
    ...(written.toServices ?? []).flatMap((reference) => servicePeers(reference, services)),
    ...Object.entries(undecided).flatMap(([key, reason]): RulePeer[] =>
      used.some((field) => field === key) ? [{ kind: 'unclear', reason }] : [],
    ),
  ];
}

const absentWhenEmpty: ReadonlySet<string> = new Set([
  'toFQDNs',
  'toServices',
  'toGroups',
  'fromGroups',
  'fromRequires',
  'toRequires',
]);

function peerFields(written: WrittenRule): readonly (readonly [string, readonly unknown[]])[] {
  return Object.entries(written).flatMap(([key, list]) =>
    /^(from|to)[A-Z]/.test(key) && key !== 'toPorts' && Array.isArray(list) ? [[key, list] as const] : [],
  );
}

function withLength(cidr: string): string {
  if (cidr.includes('/')) return cidr;
  return cidr.includes(':') ? `${cidr}/128` : `${cidr}/32`;
}

function entity(name: string, { at, report, mention }: Part): RulePeer {
  if (entities.includes(name)) return { kind: 'entity', entity: name };
  // The agent knows these two, while the definition of the policies does not list them.
  if (name === 'world-ipv4' || name === 'world-ipv6') {
    mention({ at, reason: `${name} selects nothing where IPv6 is off`, next: 'use world' });
    return { kind: 'entity', entity: name };
  }
  report({ at, reason: `"${name}" is not an entity`, next: suggest(name, entities) });
  return { kind: 'unclear', reason: `entity ${name} is unknown` };
}
