/** One end of a connection, as the reader by worlds takes it; lib/network/policy has the same by itself. */
export type End =
  | {
      readonly kind: 'pod';
      readonly namespace: string;
      readonly namespaceLabels: Readonly<Record<string, string>>;
      readonly labels: Readonly<Record<string, string>>;
      readonly address?: string;
      readonly node?: string;
      readonly ports: readonly {
        readonly name: string;
        readonly port: number;
        readonly transport: 'tcp' | 'udp';
      }[];
    }
  | {
      readonly kind: 'node';
      readonly name: string;
      readonly address: string;
      readonly role: 'server' | 'agent';
      readonly labels: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'address'; readonly address: string; readonly name?: string };

/** What opens a connection: an end, or the proxy of the plugin, which opens its own to the pods behind an Ingress. */
export type Sender = End | { readonly kind: 'proxy' };

/** One attempt to connect. */
export interface Try<From extends Sender = End> {
  readonly from: From;
  readonly to: End;
  readonly port: number;
  readonly transport: 'tcp' | 'udp' | 'sctp';
}

/** A cluster, as far as it matters to policies. */
export interface Cluster {
  readonly plugin: 'flannel' | 'cilium';
  /** A small pod network, since each of its addresses is tried. */
  readonly pods: string;
  readonly hostFirewall: boolean;
  /** Every pod. */
  readonly workloads: readonly Extract<End, { readonly kind: 'pod' }>[];
  /** Version of the plugin. @default not known: both kinds are tried */
  readonly version?: string;
}

/** Every address of a small network. */
export function addressesIn(cidr: string): readonly string[] {
  const [network = '', bits = '32'] = cidr.split('/');
  const [a = 0, b = 0, c = 0, d = 0] = network.split('.').map(Number);
  return Array.from({ length: 2 ** (32 - Number(bits)) }, (_, index) => [a, b, c, d + index].join('.'));
}
