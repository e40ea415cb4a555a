import * as v from 'valibot';
import { hostAddress, networkName, port, type Report, thrownText } from '../values';
import { type Claimed, claimsOf, functionShape, type KindOfClaim } from './claim';
import { claimKind } from './claim-kind';
import type { Endpoint } from './endpoint';
import type { Facts, Gateway, Host } from './facts';

/** A gateway: a host with an interface in two networks. */
export const gatewayShape = v.strictObject({
  /** Network on the internet side. Outgoing packets get this host's address there. */
  outside: networkName,
  /** Network behind the gateway. */
  inside: networkName,
  /** TCP ports that it forwards from outside to an address inside. @default none */
  forwards: v.exactOptional(
    v.array(
      v.strictObject({
        /** TCP port, 1 to 65535, the same on both sides. */
        port,
        /** Address inside, of a load balancer, node or host. */
        to: hostAddress,
      }),
    ),
    [],
  ),
});

/** Claims that a host is a gateway. */
export const gateways = claimKind({ name: 'gateways', shape: gatewayShape });

/** Claims that a host is a name server of the site, for nodes, pods and other hosts. */
export const nameServers = claimKind({
  name: 'nameServers',
  shape: v.strictObject({
    /** Its port, UDP and TCP. */
    port,
  }),
});

/** Claims that a host serves the ranges of `dhcp` in the networks of its interfaces. */
export const addressServers = claimKind({ name: 'addressServers', shape: v.strictObject({}) });

/**
 * Claims that a host balances the API: it accepts connections to the API port on every interface and forwards them to
 * the servers.
 */
export const apiBalancers = claimKind({ name: 'apiBalancers', shape: v.strictObject({}) });

/** A port on which a program listens on every interface of its host. */
export interface HostPort {
  /** The listener, as the subject of a sentence: `PostgreSQL`. */
  readonly what: string;
  readonly port: number;
  readonly transport: 'tcp' | 'udp';
}

/** The ports on which a program listens. Two programs of a host on the same port are reported. */
export const hostPorts = claimKind({
  name: 'hostPorts',
  shape: functionShape<(facts: Facts) => readonly HostPort[]>(),
});

/** The ports of all programs of a host, each with the path of its program. */
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

/** Checks that the programs of a host serve an endpoint to which a component connects. */
export function checkEndpoint(endpoint: Endpoint, context: EndpointContext): void {
  for (const { value: check } of claimsOf(context.host, endpointChecks))
    attempt('check of endpoints', context.at, context.report, () => {
      check(endpoint, context);
    });
}

/** The context of a program's check. */
export interface ProgramContext {
  readonly facts: Facts;
  /** The host that lists it. */
  readonly host: Host;
  /** Path of the program in messages: `pi.hosts.gallade.programs.kea`. */
  readonly at: string;
  readonly report: Report;
}

/** Checks of a program's settings against the facts of the cluster. */
export const programChecks = claimKind({
  name: 'programChecks',
  shape: functionShape<(context: ProgramContext) => void>(),
});

/** Runs the checks of programs. They may be third-party code, so an exception is reported as a problem of the program. */
export function runProgramChecks(facts: Facts, report: Report): void {
  for (const host of facts.hosts)
    for (const { value: check, at } of claimsOf(host, programChecks))
      attempt('check', at, report, () => {
        check({ facts, host, at, report });
      });
}

/** Runs a function of a program and reports its exceptions. */
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

/** The context of an endpoint check. */
export interface EndpointContext {
  /** The host of the endpoint. */
  readonly host: Host;
  /** Path of the connecting component in messages: `pi.components.kafka-connect`. */
  readonly at: string;
  readonly report: Report;
}

/** Checks of the endpoints to which components connect, against the settings of the program. */
export const endpointChecks = claimKind({
  name: 'endpointChecks',
  shape: functionShape<(endpoint: Endpoint, context: EndpointContext) => void>(),
});

/** The gateway settings of a host, or undefined if it is not a gateway. */
export function gatewayOf(host: Host): Gateway | undefined {
  return oneOf(host, gateways)?.value;
}

/** The name server port of a host, or undefined if it is not a name server. */
export function nameServerPort(host: Host): number | undefined {
  return oneOf(host, nameServers)?.value.port;
}

/** Whether a host balances the API. */
export function balancesApi(host: Host): boolean {
  return oneOf(host, apiBalancers) !== undefined;
}

/** Whether a host is a DHCP server. */
export function servesAddresses(host: Host): boolean {
  return oneOf(host, addressServers) !== undefined;
}

/** The first claim of a kind on a host. A second one is reported elsewhere. */
export function oneOf<T, W>(host: Host, kind: KindOfClaim<T, W>): Claimed<T> | undefined {
  return claimsOf(host, kind)[0];
}
