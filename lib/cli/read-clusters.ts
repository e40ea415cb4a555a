import type { Cluster } from '../plan';
import { isPromise, isRecord, type Problem, shown } from '../values';

/**
 * What is wrong with what `main.ts` hands over. TypeScript keeps most of what is reported here from happening; a name that a cluster file
 * does not export, and two files that import each other, it does not see when nothing compiles them.
 */
export function wrongClusters(written: unknown): readonly Problem[] {
  if (!Array.isArray(written))
    return [
      {
        at: 'main.ts: clusters',
        reason: `found ${shown(written)}`,
        next: 'hand over a list of clusters: run([home])',
      },
    ];
  // A list with holes is walked as well.
  return Array.from<unknown>(written).flatMap((item, index): Problem[] => {
    const wrong = wrongCluster(item);
    return wrong === undefined ? [] : [{ at: `main.ts: clusters[${index}]`, ...wrong }];
  });
}

function wrongCluster(item: unknown): Pick<Problem, 'reason' | 'next'> | undefined {
  if (isCluster(item)) return undefined;
  if (item === undefined)
    return {
      reason: 'is undefined',
      next: 'look whether the cluster file exports that name, and whether two files import each other',
    };
  if (typeof item === 'function')
    return { reason: `is ${shown(item)}`, next: 'hand over the cluster that it returns: call it' };
  if (isPromise(item))
    return { reason: 'is a promise', next: 'export the cluster itself: defineCluster waits for nothing' };
  if (isRecord(item) && Object.values(item).some(isCluster))
    return {
      reason: 'is a module and not a cluster',
      next: "import the cluster by its name: import { home } from './clusters/home'",
    };
  if (isRecord(item) && 'components' in item)
    return {
      reason: 'is a description that was not read',
      next: 'wrap it: defineCluster({ … })',
    };
  return { reason: `${shown(item)} is not a cluster`, next: 'hand over what defineCluster returns' };
}

/** Whether a value is what `defineCluster` returns, as far as its form tells. */
export function isCluster(value: unknown): value is Cluster {
  return (
    isRecord(value) &&
    typeof value['name'] === 'string' &&
    Array.isArray(value['problems']) &&
    Array.isArray(value['open'])
  );
}
