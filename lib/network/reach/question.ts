import { cidrContains, type Ipv4, parseIpv4, type Report } from '../../values';
import { administratorName } from '../topology/surroundings';
import { addressesAlike, isOutside } from './alike';
import { addressEnd, holderOf, isBalanced } from './address-end';
import { type End, givenEnd, hostEnd, nodeEnd, outsideEnd, undeclaredEnd, workloadEnd } from './end';
import type { Named } from './named';
import { modelWithGuests, type ReachModel } from './reach-model';

/** Two ends, and the model in which both have a place. */
export interface Question {
  readonly model: ReachModel;
  readonly from: End;
  readonly to: End;
}

/** Somebody who is meant, with the text that means them. */
export interface Asked {
  readonly text: string;
  readonly named: Named;
}

/**
 * Gives both ends a place in the topology: an address that the inventory does not know gets a machine of its own, so that what is
 * answered is about that very address. An end that cannot be asked about is reported.
 */
export function questionOf(known: ReachModel, from: Asked, to: Asked, report: Report): Question | undefined {
  const guests = [from, to].flatMap(({ named }) =>
    named.kind === 'address' && isGuest(known, named.address) ? [named.address] : [],
  );
  const model = modelWithGuests(known, [...new Set(guests)]);
  const start = endOf(model, from, 'from', report);
  const end = endOf(model, to, 'to', report);
  return start === undefined || end === undefined ? undefined : { model, from: start, to: end };
}

/** Whether an address is that of a machine which no fact of the cluster declares. */
function isGuest(model: ReachModel, address: Ipv4): boolean {
  const { pods, services } = model.hosts.plan.facts.networks;
  return (
    !cidrContains(pods.cidr, address) &&
    !cidrContains(services.cidr, address) &&
    !isBalanced(model, address) &&
    holderOf(model, address) === undefined
  );
}

/** The end that somebody is. */
export function endOf(
  model: ReachModel,
  { text, named }: Asked,
  at: 'from' | 'to',
  report: Report,
): End | undefined {
  const end = placed(model, text, named, at, report);
  if (end === undefined || end.places.length > 0) return end;
  report({ at, reason: `the inventory has no machine for ${text}`, next: 'name an address' });
  return undefined;
}

function placed(
  model: ReachModel,
  text: string,
  named: Named,
  at: 'from' | 'to',
  report: Report,
): End | undefined {
  switch (named.kind) {
    case 'internet':
      return outsideEnd(model, text, ['internet'], ofInternet(model));
    case 'administrators': {
      const names = named.networks.map(administratorName);
      const alike = addressesAlike(model.toldApart, (address) =>
        named.networks.some((network) => cidrContains(network, address)),
      );
      return outsideEnd(model, `administrators (${named.networks.join(', ')})`, names, alike);
    }
    case 'stranger':
      return strangerEnd(model, text, named.network, at, report);
    case 'node':
      return asAsked(nodeEnd(model, named.node), text);
    case 'host':
      return asAsked(hostEnd(model, named.host), text, addressIn(text));
    case 'workload':
      return workloadEnd(model, named.place);
    case 'given':
      return givenEnd(model, named.pods);
    case 'pods':
      return undeclaredEnd(model, named.namespace, named.labels);
    case 'domain':
      return domainEnd(model, named.name);
    case 'unlisted':
      report({
        at,
        reason: `the pods of component "${named.component.name}" are not known here`,
        next: 'name them as namespace/key=value',
      });
      return undefined;
    case 'address':
      return addressEnd(model, named.address, named.network, at, report);
  }
}

/** The name of an end says what was asked for, and whose it is. */
function asAsked(end: End, text: string, calls?: Ipv4): End {
  return end.name === text ? end : { ...end, name: `${text} (${end.name})`, ...(calls && { calls }) };
}

function addressIn(text: string): Ipv4 | undefined {
  const address = parseIpv4(text);
  return 'value' in address ? address.value : undefined;
}

/** Addresses of the internet that policies tell apart. */
function ofInternet({ hosts, toldApart }: ReachModel): readonly Ipv4[] {
  const { networks, administrators } = hosts.plan.facts;
  const near = [...Object.values(networks).map(({ cidr }) => cidr), ...(administrators?.networks ?? [])];
  return addressesAlike(toldApart, isOutside(near));
}

function strangerEnd(
  model: ReachModel,
  text: string,
  network: string,
  at: string,
  report: Report,
): End | undefined {
  const end = outsideEnd(model, text, [text]);
  if (end.places.length > 0) return end;
  report({
    at,
    reason: `the topology has no stranger on network "${network}"`,
    next: 'name an address of the network',
  });
  return undefined;
}

/** A name on the internet: what address it has is not known here, and some policies know it by its name. */
function domainEnd(model: ReachModel, name: string): End {
  const end = outsideEnd(model, name, ['internet'], ofInternet(model));
  const alike = (end.alike ?? []).map((one) => ({ ...one, name }));
  const peer = end.peer.kind === 'address' ? { ...end.peer, name } : end.peer;
  return {
    ...end,
    peer,
    alike,
    peerAt: new Map(),
    assumes: `${name} has an address outside the cluster's networks`,
  };
}
