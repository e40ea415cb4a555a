import { cidrBounds } from '../../../values';
import type { Party, PolicyDialect } from '../dialect';
import type { PodPeer, Transport } from '../peer';
import type { Block, RulePeer, RulePort } from '../policy';
import { allOf, holds, type Label, type Match, type Selector } from '../selector';

/** What of a dialect decides whom a selector takes in. */
export type Selecting = Pick<PolicyDialect, 'exclusionTakesInOthers'>;

/** Whether a selector takes a party in. */
export function selects(selector: Selector, party: Party, { exclusionTakesInOthers }: Selecting): Match {
  const match = allOf(
    selector,
    (one) => unknownLabel(one.label, party) ?? holds(one, valueOf(one.label, party)),
  );
  return match !== true || party.kind === 'pod' || !onlyExcludes(selector) ? match : exclusionTakesInOthers;
}

/** Why the value of a label is not known. */
function unknownLabel(label: Label, party: Party): string | undefined {
  if (party.kind !== 'pod') return undefined;
  if (label.on === 'namespace' && party.namespaceLabels === undefined && label.key !== nameLabel)
    return `the labels of namespace ${party.namespace ?? ''} are not known here`;
  if (label.on === 'pod' && party.moreLabels && party.labels[label.key] === undefined)
    return `whether these pods have label ${label.key} is not known here`;
  return undefined;
}

/** Every namespace has this label, and its value is its name. */
const nameLabel = 'kubernetes.io/metadata.name';

function onlyExcludes(selector: Selector): boolean {
  return selector.length > 0 && !selector.some(({ label }) => label.on === 'reserved' || label.on === 'node');
}

function valueOf(label: Label, party: Party): string | undefined {
  switch (label.on) {
    case 'pod':
      return party.labels[label.key];
    case 'namespace':
      return label.key === nameLabel ? party.namespace : party.namespaceLabels?.[label.key];
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
  dialect: Selecting,
): Match {
  switch (peer.kind) {
    case 'everyone':
      return true;
    case 'none':
      return false;
    case 'unclear':
      return peer.reason;
    case 'selected':
      return selects(peer.selector, party, dialect);
    case 'entity':
      return party.entities.includes(peer.entity);
    case 'block':
      return blockTakesIn(peer, party);
  }
}

/** Whether a block holds all addresses that a party may have, or none, or only some. */
function blockTakesIn({ text, nets }: Block, { addresses }: Party): Match {
  if (addresses === undefined) return false;
  const { first, last } = addresses;
  const bounds = nets.map(({ cidr, opens }) => ({ ...cidrBounds(cidr), opens }));
  // Between two of these places the answer is the same for every address.
  const places = [first, ...bounds.flatMap((net) => [net.first, net.last + 1])].filter(
    (place) => place >= first && place <= last,
  );
  const answers = new Set(places.map(isOpen));
  return answers.size === 1
    ? answers.has(true)
    : `the address is not known, and ${text} holds only some of those that it may be`;

  function isOpen(place: number): boolean {
    const holding = bounds.filter((net) => net.first <= place && place <= net.last);
    const smallest = Math.min(...holding.map((net) => net.last - net.first));
    return holding.findLast((net) => net.last - net.first === smallest)?.opens ?? false;
  }
}

/** Whether a name that a rule opens is that of an address. A plugin knows only what it has seen looked up. */
export function nameTakesIn(
  { pattern }: Extract<RulePeer, { readonly kind: 'name' }>,
  { kind, name }: Party,
  isLookedUp: (name: string) => Match,
): Match {
  // A name is looked up, an address is not: nothing is learnt under a "name" that is an address.
  if (kind !== 'address' || /^\d+(\.\d+){3}$/.test(pattern.text)) return false;
  if (name === undefined) return `the address may be one of ${pattern.text}`;
  const match = pattern.matches(name);
  if (match !== true) return match;
  const lookedUp = isLookedUp(name);
  return lookedUp === false ? pattern.unlearnt(name) : lookedUp;
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
  if (rule.unlessNamed !== undefined) {
    const without = isWithout(rule.unlessNamed, end);
    return without === true ? (rule.doubt ?? true) : without;
  }
  if (name === undefined) return rule.doubt ?? true;
  if (end === undefined) return false;
  if (end.ports === undefined) return `which port of these pods has the name ${name} is not known here`;
  return (
    end.ports.some((one) => one.name === name && one.port === port && one.transport === transport) &&
    (rule.doubt ?? true)
  );
}

/** Whether pods have no port with one of these names. */
function isWithout(names: readonly RulePort[], end: PodPeer | undefined): Match {
  if (end === undefined) return false;
  const { ports } = end;
  if (ports === undefined) return 'the names of the ports of these pods are not known here';
  return !ports.some((one) =>
    names.some(({ name, transport }) => one.name === name && one.transport === transport),
  );
}
