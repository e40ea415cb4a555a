import { providersOf, type Role, type Wanted } from '../inventory';
import { inWords, type Report } from '../values';
import type { ReadComponent } from './planned';
import { type ClusterProvider, howToGet } from './providers';

/** What every cluster needs, and what is missing without it. */
const needed: readonly (readonly [Role, string])[] = [
  ['network plugin', 'pods get no network'],
  ['cluster DNS', 'pods find nothing by its name'],
];

/** Reports what is required and not provided, what every cluster needs, and what is provided twice and must not be. */
export function checkCapabilities(
  components: readonly ReadComponent[],
  providers: readonly ClusterProvider[],
  at: string,
  report: Report,
): void {
  for (const { name, requires } of components)
    for (const { capability, why } of requires)
      if (providersOf(providers, capability).length === 0)
        report({
          at: `${at}.components.${name}`,
          reason: `needs ${nameOf(capability)} ${why}, which nothing in the cluster provides`,
          next: howToGet(capability, providers),
        });
  for (const [role, consequence] of needed)
    if (providersOf(providers, role).length === 0)
      report({
        at: `${at}.components`,
        reason: `nothing in the cluster provides ${role}, so ${consequence}`,
        next: howToGet(role, providers),
      });
  checkExclusive(providers, at, report);
}

/** Those that fill one role must not be two either, whatever the capabilities are called by which they fill it. */
function checkExclusive(providers: readonly ClusterProvider[], at: string, report: Report): void {
  const found = new Map<
    string,
    {
      readonly names: Set<string>;
      /** Where the last of them is listed. */
      listedIn: ClusterProvider['listedIn'];
      readonly exclusive: string[];
      readonly ways: string[];
    }
  >();
  for (const { name, listedIn, provides } of providers)
    for (const { name: capability, role, exclusive, without } of provides) {
      const key = role ?? capability;
      const group = found.get(key) ?? { names: new Set(), listedIn, exclusive: [], ways: [] };
      found.set(key, group);
      group.names.add(name);
      group.listedIn = listedIn;
      if (exclusive !== undefined) group.exclusive.push(exclusive);
      if (without !== undefined) group.ways.push(without);
    }
  for (const [key, { names, listedIn, exclusive, ways }] of found) {
    // The distribution comes last, and knows best what its own part does beside another one.
    const consequence = exclusive.at(-1);
    if (names.size > 1 && consequence !== undefined)
      report({
        at: `${at}.${listedIn}`,
        reason: `${inWords([...names])} ${names.size === 2 ? 'both' : 'all'} provide ${key}: ${consequence}`,
        next: ways.length === 0 ? 'keep one of them' : `${ways.join(', or ')}, or take the other one out`,
      });
  }
}

function nameOf(wanted: Wanted): string {
  return typeof wanted === 'string' ? wanted : wanted.name;
}
