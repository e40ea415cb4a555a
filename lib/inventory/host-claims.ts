import * as v from 'valibot';
import { hostAddress, networkName, port, type Report, thrownText } from '../values';
import { type Claimed, claimsOf, functionShape, type KindOfClaim } from './claim';
import { claimKind } from './claim-kind';
import type { Endpoint } from './endpoint';
import type { Facts, Gateway, Host } from './facts';

/** The way out of a network, as a host with a card on both sides gives it. */
export const gatewayShape = v.strictObject({
  /** Network on the side of the internet; what leaves by it has this host's address there. */
  outside: networkName,
  /** Network behind it. */
  inside: networkName,
  /** Ports on which it takes connections from outside and passes them on, untouched, to an address inside. @default none */
  forwards: v.exactOptional(
    v.array(
      v.strictObject({
        /** Port, 1 to 65535, tcp; the same on both sides. */
        port,
        /** Address inside: a load balancer's, a node's or a host's. */
        to: hostAddress,
      }),
    ),
    [],
  ),
});

/** That a host is the way out of a network. */
export const gateways = claimKind({ name: 'gateways', shape: gatewayShape });

/** That a host answers as a name server of the site: to nodes, pods and the other hosts. */
export const nameServers = claimKind({
  name: 'nameServers',
  shape: v.strictObject({
    /** Port on which it answers, udp and tcp. */
    port,
  }),
});

/** That a host hands out the addresses of `dhcp` in the networks in which it has a card. */
export const addressServers = claimKind({ name: 'addressServers', shape: v.strictObject({}) });

/** That a host takes connections to the API on every card, on the API's port, and passes them on to the servers. */
export const apiBalancers = claimKind({ name: 'apiBalancers', shape: v.strictObject({}) });

/** A port that a program takes for itself on every card of its host. */
export interface HostPort {
  /** Who listens, as the begin of a sentence: `PostgreSQL`. */
  readonly what: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
}

/** The ports on which a program listens. Two programs of a host that want one port are reported. */
export const hostPorts = claimKind({
  name: 'hostPorts',
  shape: functionShape<(facts: Facts) => readonly HostPort[]>(),
});

/** The ports that the programs of a host take, each with the place of the program that says so. */
export function portsOf(
  host: Host,
  facts: Facts,
  report: Report,
): readonly (HostPort & { readonly at: string })[] {
  return claimsOf(host, hostPorts).flatMap(({ value, at }) => {
    const ports: (HostPort & { readonly at: string })[] = [];
    attempt('list of ports', at, report, () => {
      for (const port of value(facts)) ports.push({ ...port, at });
    });
    return ports;
  });
}

/** Holds the endpoint of a host to which a component connects against what its programs serve. */
export function checkEndpoint(endpoint: Endpoint, context: EndpointContext): void {
  for (const { value: check } of claimsOf(context.host, endpointChecks))
    attempt('check of endpoints', context.at, context.report, () => {
      check(endpoint, context);
    });
}

/** What the check of a program may know beside its settings. */
export interface ProgramContext {
  readonly facts: Facts;
  /** The host that lists it. */
  readonly host: Host;
  /** Where the program stands in messages: `pi.hosts.gallade.programs.kea`. */
  readonly at: string;
  readonly report: Report;
}

/** Holds a program's settings against the facts of the cluster. */
export const programChecks = claimKind({
  name: 'programChecks',
  shape: functionShape<(context: ProgramContext) => void>(),
});

/** Runs the checks of programs. They are code that other people write: what one throws is a problem at the program. */
export function runProgramChecks(facts: Facts, report: Report): void {
  for (const host of facts.hosts)
    for (const { value: check, at } of claimsOf(host, programChecks))
      attempt('check', at, report, () => {
        check({ facts, host, at, report });
      });
}

/** Does something that a program says how to do. */
function attempt(what: string, at: string, report: Report, act: () => void): void {
  try {
    act();
  } catch (error) {
    report({
      at,
      reason: `its ${what} failed: ${thrownText(error)}`,
      next: 'correct the function of this claim, and run it again',
    });
  }
}

/** What the check of an endpoint may know beside it. */
export interface EndpointContext {
  /** The host that the endpoint is of. */
  readonly host: Host;
  /** Where the component that connects stands in messages: `pi.components.kafka-connect`. */
  readonly at: string;
  readonly report: Report;
}

/** Holds the endpoints of a host to which components connect against what its program serves. */
export const endpointChecks = claimKind({
  name: 'endpointChecks',
  shape: functionShape<(endpoint: Endpoint, context: EndpointContext) => void>(),
});

/** The way out of a network that a host is. */
export function gatewayOf(host: Host): Gateway | undefined {
  return oneOf(host, gateways)?.value;
}

/** The port on which a host answers as a name server. */
export function nameServerPort(host: Host): number | undefined {
  return oneOf(host, nameServers)?.value.port;
}

/** Whether a host passes connections to the API on to the servers. */
export function balancesApi(host: Host): boolean {
  return oneOf(host, apiBalancers) !== undefined;
}

/** Whether a host hands out addresses. */
export function servesAddresses(host: Host): boolean {
  return oneOf(host, addressServers) !== undefined;
}

/** The first claim of a kind that a host makes; two programs that make it want the same port, or are reported. */
export function oneOf<T, W>(host: Host, kind: KindOfClaim<T, W>): Claimed<T> | undefined {
  return claimsOf(host, kind)[0];
}
