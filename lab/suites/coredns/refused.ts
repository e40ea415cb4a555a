import type { OwnName } from '../../drivers/cluster-dns';
import type { DnsWorld, NamedCluster } from '../../drivers/dns-world';

/** Names that no claim has refused. */
export function knownNames(
  { refused }: DnsWorld,
  { name: cluster, names }: NamedCluster,
): readonly OwnName[] {
  return names.filter(({ name }) => !refused.has(`${cluster} ${name}`));
}

/** Clusters whose name server finds the Service of the API server, which is there whatever ships. */
export function findingServices({ clusters, refused }: DnsWorld): readonly NamedCluster[] {
  return clusters.filter(({ name }) => !refused.has(`${name} Service default/kubernetes`));
}

/** What a claim adds to its count when something was left out. */
export function leftOut(count: number): string {
  return count === 0 ? '' : `, ${count} left out that an earlier claim refused`;
}
