import type { Ipv4 } from '../../../values';

/**
 * A proxy that the network plugin runs behind an address, for Ingresses or a Gateway: it reads requests and opens connections of
 * its own to the Services of its routes.
 */
export interface Proxy {
  /** What it is for: `Gateway shop/front`. */
  readonly name: string;
  /** The program that takes the connections: `Envoy`. */
  readonly program: string;
  readonly address: Ipv4;
  readonly ports: readonly ProxyPort[];
  /** Why a policy that blocks the way to it may have no say, as the end of a sentence: `unless … hands it to Envoy earlier`. */
  readonly unless: string;
}

/** A port of a proxy. */
export interface ProxyPort {
  readonly port: number;
  readonly routes: readonly Route[];
}

/** Where requests for a name go. */
export interface Route {
  /** `Ingress shop/web`. */
  readonly by: string;
  /** Host name of the requests. @default every one */
  readonly host?: string;
  /** `namespace/name` of the Service. */
  readonly service: string;
  /** Its port, or the name of it. */
  readonly port: number | string;
}
