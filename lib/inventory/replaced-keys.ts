/** Keys of older cluster files, by their path below the cluster, and what to write instead. */
const replaced: readonly (readonly [RegExp, string])[] = [
  [/^\.k3s$/, "write distribution: k3s({ … }) with the same settings, and import k3s from 'asterism'"],
  [
    /^\.hosts[.[].*\.services$/,
    'list the programs of the host, such as programs: [dns()]; the reference has a page for each program',
  ],
];

/**
 * What to write instead of a key of an older version. @param place path below the cluster: `.hosts.db.services`
 * @returns the next step of a message
 */
export function inPlaceOf(place: string): string | undefined {
  return replaced.find(([key]) => key.test(place))?.[1];
}
