import type { Facts } from '../inventory';

/**
 * What still has to be filled in at a place of the inventory, as a line for a comment; none when it is known.
 * @param place below the cluster: `nodes.alphard.mac`
 */
export function openNote(facts: Facts, place: string): readonly string[] {
  return facts.open
    .filter(({ at }) => at.slice(at.indexOf('.') + 1) === place)
    .map(({ what }) => `placeholder: ${what}`);
}
