import { ingressClasses, type Route, routes, serverOf } from '../../../component';
import { claimsOf } from '../../../inventory';
import { inWords } from '../../../values';
import { givenPods } from '../../given-pods';
import type { End } from '../end';
import type { ReachModel } from '../reach-model';
import type { Proxy } from './proxy';

/**
 * How requests from outside come to pods that no address outside leads to: by the Gateway or the Ingress of their routes, with the
 * questions that follow that way. Pods have no route from outside, so the answer to the question itself helps little.
 * @returns undefined where the sender is not outside, or no route leads to the pods
 */
export function routedInstead(model: ReachModel, from: End, to: End): string | undefined {
  const { peer } = to;
  if (from.peer.kind !== 'address' || peer.kind !== 'pod') return undefined;
  const { plan } = model.hosts;
  const own = claimsOf(plan, routes)
    .map(({ value }) => value)
    .filter(({ namespace, service }) => {
      const door = model.doors.find((one) => one.service === `${namespace}/${service ?? ''}`);
      if (namespace !== peer.namespace || door?.leads.kind !== 'pods') return false;
      return Object.entries(door.leads.selector).every(([key, value]) => peer.labels[key] === value);
    });
  const [first] = own;
  if (first === undefined) return undefined;
  const hosts = [...new Set(own.map(({ host }) => host))];
  return `requests for ${inWords(hosts.slice(0, 3))}${hosts.length > 3 ? ' and others' : ''} come by ${wayOf(model, first, from, to)}`;
}

function wayOf(model: ReachModel, route: Route, from: End, to: End): string {
  const { plan } = model.hosts;
  const port = route.certificate === undefined ? 80 : 443;
  const proxy = model.proxies.find((one) => leadsTo(one, `${route.namespace}/${route.service ?? ''}`));
  if (proxy !== undefined)
    return `${proxy.name} at ${proxy.address}: ask for ${from.name} ${proxy.address} ${port}`;
  const server = serverOf(route, plan);
  const isIngress = route.through === 'ingress' || server?.kind === 'ingress';
  const name = server?.kind === 'ingress' ? server.className : (server?.name ?? route.by);
  const title = isIngress ? 'Ingress class' : 'Gateway';
  if (name === undefined) return `an ${title} that is not named, so its way is unknown`;
  const isGiven = claimsOf(plan.facts.distribution, ingressClasses).some(({ value }) => value.name === name);
  const pods = isIngress && isGiven ? givenPods(plan).find(({ role }) => role === 'ingress') : undefined;
  if (pods === undefined)
    return `${title} ${name}, and neither its address nor its pods are known here, so its way is unknown`;
  const place = `${pods.namespace}/${pods.name}`;
  const door = model.doors.find(({ service }) => service === `${pods.namespace}/${pods.service.name}`);
  const address = door?.atNodes === true ? plan.facts.nodes[0]?.address : door?.outside[0];
  const toPods = address === undefined ? '' : `${from.name} ${address} ${port}, and then `;
  return `${title} ${name}, which ${place} serves: ask for ${toPods}${place} ${to.name}`;
}

function leadsTo({ ports }: Proxy, service: string): boolean {
  return ports.some((port) => port.routes.some((route) => route.service === service));
}
