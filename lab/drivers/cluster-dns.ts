import * as v from 'valibot';
import type { Cluster } from '../../lib';
import type { Shipped } from './committed';
import { type DnsPod, k3sDnsPod, shippedDnsPod } from './dns-pod';
import { k3sCoreDnsFiles } from './k3s-coredns';

type Facts = NonNullable<Cluster['plan']>['facts'];

/** A name of a node or host, as the inventory gives it. */
export interface OwnName {
  readonly address: string;
  /** Below the cluster's own zone. */
  readonly name: string;
  readonly node: boolean;
}

/** How a cluster's name server runs. */
export interface ClusterDns {
  readonly pod: DnsPod;
  /** Whether we ship it, and not k3s. */
  readonly own: boolean;
  /** The ConfigMap that ships for it. */
  readonly path: string;
  /** Where its files are in the pod. */
  readonly folder: string;
  /** Those of them that hold server blocks. */
  readonly blocks: string;
}

const configShape = v.object({ data: v.record(v.string(), v.string()) });

/**
 * How a cluster's name server runs: our own with the Corefile that ships, or that of k3s with what ships beside it.
 * @throws when neither ships
 */
export function clusterDns(shipped: readonly Shipped[], facts: Facts): ClusterDns {
  const find = (kind: string, name: string) =>
    shipped.find(({ object }) => object.kind === kind && object.metadata.name === name);
  const config = (name: string) => {
    const found = find('ConfigMap', name);
    return found === undefined ? undefined : v.parse(configShape, found.object).data;
  };
  const deployment = find('Deployment', 'cluster-dns');
  if (deployment !== undefined) {
    const folder = '/etc/coredns';
    const path = find('ConfigMap', 'cluster-dns')?.path ?? deployment.path;
    return { pod: shippedDnsPod(deployment, config), own: true, path, folder, blocks: 'Corefile' };
  }
  const custom = config('coredns-custom');
  if (custom === undefined) throw new Error(`${facts.name}: neither cluster-dns nor coredns-custom ships`);
  const folder = '/etc/coredns/custom';
  const files = k3sCoreDnsFiles(facts.nodes, facts.clusterDomain);
  const pod = k3sDnsPod({ '/etc/coredns': files, [folder]: custom });
  const path = find('ConfigMap', 'coredns-custom')?.path ?? '';
  return { pod, own: false, path, folder, blocks: 'asterism.server' };
}

/** Every node and every card of every host; a host's first card has the host's name. */
export function ownNames({ nodes, hosts }: Facts): readonly OwnName[] {
  return [
    ...nodes.map(({ name, address }) => ({ name, address, node: true })),
    ...hosts.flatMap(({ name, interfaces }) =>
      interfaces.map((card, index) => ({
        name: index === 0 ? name : `${card.name}.${name}`,
        address: card.address,
        node: false,
      })),
    ),
  ];
}
