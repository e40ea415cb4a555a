import { join } from 'node:path';
import type { ApiServer } from './api-server';
import type { Shipped } from './committed';

/**
 * Applies files as a client that compares by itself: kubectl merges the shipped object, the one of the last apply and the
 * live one, and says "unchanged" when nothing is left to send. A quantity that is stored in another form would be sent
 * again and again.
 * @returns what kubectl says of objects that it did not find unchanged
 * @throws when kubectl sees fewer objects than there are, or more
 */
export async function applyAsClient(
  { kubectl }: ApiServer,
  tree: string,
  shipped: readonly Shipped[],
): Promise<readonly string[]> {
  const files = [...new Set(shipped.map(({ path }) => path))].flatMap((path) => ['-f', join(tree, path)]);
  const { stdout } = await kubectl(['apply', '--validate=false', ...files]);
  const lines = stdout.trim().split('\n');
  if (lines.length !== shipped.length)
    throw new Error(`kubectl saw ${lines.length} of ${shipped.length} objects`);
  return lines.filter((line) => !line.endsWith(' unchanged') && !alwaysSent.test(line));
}

/**
 * kubectl replaces these as a whole and sends them every time, though nothing changes by it: the selector of a budget, and
 * the claims of a StatefulSet, in which the API server fills in defaults.
 */
const alwaysSent = /^(poddisruptionbudget\.policy|statefulset\.apps)\/\S+ configured$/;
