import { addressPools } from '../../component';
import { claimsOf } from '../../inventory';
import { cidrContains, type Ipv4, rangeContains, type Report } from '../../values';
import { calledAddresses } from '../topology/called-addresses';
import type { Door } from './services/door';
import { type End, nodesEnd, outsideEnd } from './end';
import type { Proxy } from './services/proxy';
import { proxyAt } from './services/proxy-trials';
import type { ReachModel } from './reach-model';

/** The end that an address is which no node and no host has. */
export function addressEnd(
  model: ReachModel,
  address: Ipv4,
  network: string | undefined,
  at: 'from' | 'to',
  report: Report,
): End | undefined {
  const { pods, services } = model.hosts.plan.facts.networks;
  if (cidrContains(pods.cidr, address)) {
    reportLost(address, 'of the pod network, and pods come and go', at, report);
    return undefined;
  }
  const door = model.doors.find(({ cluster, outside }) => cluster === address || outside.includes(address));
  const isService = cidrContains(services.cidr, address);
  if (at === 'from' && (door !== undefined || isService || isBalanced(model, address))) {
    report({
      at,
      reason: `${address} is an address of a Service, which opens no connections`,
      next: 'name who connects',
    });
    return undefined;
  }
  if (door !== undefined) return doorEnd(model, address, door);
  const proxy = proxyAt(model, address);
  if (proxy !== undefined) return proxyEnd(model, proxy);
  if (isService) {
    reportLost(address, 'of the service network, and a Service gets its address at run time', at, report);
    return undefined;
  }
  if (isBalanced(model, address))
    return {
      ...nodesEnd(model, address),
      calls: address,
      unknown: `${address} is an address of a load balancer's pool, and no Service that ships asks for it`,
    };
  const holder = holderOf(model, address);
  const end = outsideEnd(model, address, [holder ?? address]);
  if (holder !== undefined) return { ...end, calls: address };
  const { flows, plan } = model.hosts;
  const isKnown = network === undefined || calledAddresses(flows, plan.facts).includes(address);
  return isKnown || at === 'from'
    ? end
    : { ...end, unknown: `nothing in the inventory has ${address}, an address of network ${network}` };
}

/** A Service by one of its addresses. */
function doorEnd(model: ReachModel, address: Ipv4, door: Door): End {
  return {
    ...nodesEnd(model, `${address} (Service ${door.service})`),
    calls: address,
    offers: door.ports.map(({ port, transport }) => ({ port, transport, what: `Service ${door.service}` })),
  };
}

/** A proxy by its address. */
function proxyEnd(model: ReachModel, { name, address, ports }: Proxy): End {
  return {
    ...nodesEnd(model, `${address} (${name})`),
    calls: address,
    offers: ports.map(({ port }) => ({ port, transport: 'tcp', what: name })),
  };
}

/** Whether an address is a load balancer's. */
export function isBalanced({ hosts, doors, proxies }: ReachModel, address: Ipv4): boolean {
  return (
    proxies.some((proxy) => proxy.address === address) ||
    doors.some(({ outside }) => outside.includes(address)) ||
    claimsOf(hosts.plan, addressPools).some(({ value }) => rangeContains(value.range, address))
  );
}

/** A node that answers for an address to which a gateway leads, or the router, which is the gateway of a network. */
export function holderOf({ hosts }: ReachModel, address: Ipv4): string | undefined {
  const gateways = Object.values(hosts.plan.facts.networks).map(({ gateway }) => gateway);
  return hosts.topology.machines.find(
    ({ kind, interfaces }) =>
      // Beyond the networks of the cluster, the router's addresses are made up.
      (kind === 'node' || (kind === 'router' && gateways.includes(address))) &&
      interfaces.some((card) => card.address === address || card.answersFor?.includes(address) === true),
  )?.name;
}

function reportLost(text: string, what: string, at: string, report: Report): void {
  report({
    at,
    reason: `${text} is an address ${what}`,
    next: 'name the component, or namespace/label=value',
  });
}
