import * as v from 'valibot';
import type { Cluster } from '../../lib';
import type { Shipped } from './committed';
import type { CoreDnsSpec } from './core-dns';
import { k3sCoreDnsFiles } from './k3s-coredns';

type Facts = NonNullable<Cluster['plan']>['facts'];

/** A name of a node or host, as the inventory gives it. */
export interface OwnName {
  readonly address: string;
  /** Below the cluster's own zone. */
  readonly name: string;
  readonly node: boolean;
}

/** Folder in which the shipped files are mounted, and the account of the pod. */
export interface ClusterDns extends Pick<CoreDnsSpec, 'volumes' | 'account'> {
  /** Where the files that ship stand. */
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
  const config = (name: string) => {
    const found = shipped.find(({ object }) => object.kind === 'ConfigMap' && object.metadata.name === name);
    return found === undefined ? undefined : v.parse(configShape, found.object).data;
  };
  const own = config('cluster-dns');
  if (own !== undefined) {
    const folder = '/etc/coredns';
    return { volumes: { [folder]: own }, account: 'cluster-dns', folder, blocks: 'Corefile' };
  }
  const custom = config('coredns-custom');
  if (custom === undefined) throw new Error(`${facts.name}: neither cluster-dns nor coredns-custom ships`);
  const folder = '/etc/coredns/custom';
  const files = k3sCoreDnsFiles(facts.nodes, facts.clusterDomain);
  const volumes = { '/etc/coredns': files, [folder]: custom };
  return { volumes, account: 'coredns', folder, blocks: 'asterism.server' };
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
