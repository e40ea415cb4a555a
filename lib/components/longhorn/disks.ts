import type { Facts, Node } from '../../core';
import type { LonghornSettings } from './props';

type Disks = LonghornSettings['disks'][number];

/** The disks that a node has for Longhorn. */
export function disksOf(node: Node, { disks }: { readonly disks: readonly Disks[] }): readonly Disks[] {
  return disks.filter((group) =>
    Object.entries(group.nodes).every(([key, value]) => node.labels[key] === value),
  );
}

/** The nodes with a disk that has all of these tags: each can hold one copy of a volume. */
export function holdersOf(
  tags: readonly string[],
  settings: Pick<LonghornSettings, 'disks'>,
  { nodes }: Pick<Facts, 'nodes'>,
): readonly Node[] {
  return nodes.filter((node) =>
    disksOf(node, settings).some((disk) => tags.every((tag) => disk.tags.includes(tag))),
  );
}
