import { type Cidr, cidrBounds } from '../../values';
import { allOf, type Match } from './match';
import type { Party } from './party';
import type { PodPeer, Surroundings, Transport } from './peer';
import type { RulePeer, RulePort } from './policy';
import { holds, type Label, type Selector } from './selector';

/** Whether a selector takes a party in. */
export function selects(selector: Selector, party: Party, plugin: Surroundings['plugin']): Match {
  // NetworkPolicies select pods, and nothing else.
  if (party.kind !== 'pod' && plugin === 'flannel') return false;
  const match = allOf(selector, (one) => holds(one, valueOf(one.label, party)));
  return match === true && party.kind !== 'pod' && onlyExcludes(selector)
    ? 'before Cilium 1.19 a selector that only excludes takes in nodes and addresses outside as well'
    : match;
}

function onlyExcludes(selector: Selector): boolean {
  return selector.length > 0 && !selector.some(({ label }) => label.on === 'reserved' || label.on === 'node');
}

function valueOf(label: Label, party: Party): string | undefined {
  switch (label.on) {
    case 'pod':
      return party.labels[label.key];
    case 'namespace':
      return party.namespaceLabels[label.key];
    case 'node':
      return party.nodeLabels[label.key];
    case 'namespace-name':
      return party.namespace;
    case 'reserved':
      return party.reserved.includes(label.key) ? '' : undefined;
    case 'unclear':
      return undefined;
  }
}

/** Whether a rule's peer takes a party in. Names are another matter: `nameTakesIn`. */
export function takesIn(
  peer: Exclude<RulePeer, { readonly kind: 'name' }>,
  party: Party,
  plugin: Surroundings['plugin'],
): Match {
  switch (peer.kind) {
    case 'everyone':
      return true;
    case 'nobody':
      return false;
    case 'unclear':
      return peer.reason;
    case 'selected':
      return selects(peer.selector, party, plugin);
    case 'entity':
      return entityTakesIn(peer.entity, party);
    case 'block':
      return blockTakesIn(peer, party);
  }
}

/**
 * Entities. Those that are not named here are parts of Cilium, or pods that it does not know yet: nobody whom a peer stands for.
 * https://docs.cilium.io/en/stable/security/policy/layer3/#entities-based
 */
function entityTakesIn(entity: string, { kind, reserved }: Party): boolean {
  switch (entity) {
    case 'all':
      return true;
    case 'cluster':
      return kind !== 'address';
    case 'world':
    case 'world-ipv4':
      return kind === 'address';
    case 'host':
    case 'remote-node':
    case 'kube-apiserver':
      return reserved.includes(entity);
    default:
      return false;
  }
}

function blockTakesIn(
  { cidr, except }: { readonly cidr: Cidr; readonly except: readonly Cidr[] },
  { addresses }: Party,
): Match {
  if (addresses === undefined) return false;
  const { first, last } = addresses;
  const cuts = [cidr, ...except].map(cidrBounds);
  const [whole = { first, last }, ...holes] = cuts;
  const apart = last < whole.first || first > whole.last;
  if (apart || holes.some((hole) => hole.first <= first && last <= hole.last)) return false;
  const inside = whole.first <= first && last <= whole.last;
  const cut = holes.some((hole) => hole.first <= last && first <= hole.last);
  return inside && !cut ? true : `the address is one of the pod network, and ${cidr} holds only some of them`;
}

/** Whether a name that a rule opens stands for an address. Cilium knows only what was looked up through its DNS proxy. */
export function nameTakesIn(
  { pattern }: Extract<RulePeer, { readonly kind: 'name' }>,
  { kind, name }: Party,
  isLookedUp: (name: string) => boolean,
): Match {
  if (kind !== 'address') return false;
  if (name === undefined) return `the address may be one of ${pattern.text}`;
  if (!pattern.matches(name)) return false;
  return isLookedUp(name) || `no rule sends its look-ups of ${name} through the DNS proxy of Cilium`;
}

/** Whether one of a rule's ports may be that of a connection, leaving names aside. */
export function mayBeOn(
  { transport: wanted, first, last }: RulePort,
  port: number,
  transport: Transport,
): boolean {
  if (wanted !== 'any' && wanted !== transport) return false;
  return first === undefined || (port >= first && port <= (last ?? first));
}

/** Whether one of a rule's ports is that of a connection. Names are those of the pods where it ends. */
export function portMatches(
  rule: RulePort,
  port: number,
  transport: Transport,
  end: PodPeer | undefined,
): Match {
  if (!mayBeOn(rule, port, transport)) return false;
  const { name } = rule;
  const named =
    name === undefined ||
    end?.ports.some((one) => one.name === name && one.port === port && one.transport === transport) === true;
  return named && (rule.doubt ?? true);
}
