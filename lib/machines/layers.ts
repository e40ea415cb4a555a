/**
 * The layers of what a machine serves, in the order in which they are set up and checked: each needs the one before. `outside`
 * is what is done around the machine, by hand; `wire` are its bridges and their addresses; `addresses` are handed out; `filter`
 * decides about packets; `relays` take connections and pass them on; `ways in` are the ports that are forwarded; `data` is kept.
 */
export const layers = ['outside', 'wire', 'addresses', 'filter', 'relays', 'ways in', 'data'] as const;

/** A layer of what a machine serves. */
export type Layer = (typeof layers)[number];

/** Parts in the order of their layers; those of one layer keep theirs. */
export function inLayers<T extends { readonly layer?: Layer }>(parts: readonly T[]): readonly T[] {
  return layers.flatMap((layer) => parts.filter((part) => (part.layer ?? layers[0]) === layer));
}
