/** Keys of older cluster files, by their place below the cluster, and what is written in their stead. */
const replaced: readonly (readonly [RegExp, string])[] = [
  [/^\.k3s$/, "write distribution: k3s({ … }) with the same settings, and import k3s from 'asterism'"],
  [
    /^\.hosts[.[].*\.services$/,
    'list the programs that serve it, such as programs: [dns()]; the reference has a page for each program',
  ],
];

/**
 * What is written in place of a key that the shape of the facts does not know any more.
 * @param place below the cluster: `.hosts.db.services`
 * @returns the next step of a message
 */
export function inPlaceOf(place: string): string | undefined {
  return replaced.find(([key]) => key.test(place))?.[1];
}
