import { isHostProgram, isMachine, isSystem, sharedPlace } from '../inventory';
import {
  isPlaceholder,
  itemPath,
  keyPath,
  partsOf,
  type Problem,
  type Report,
  secretIn,
  withoutSecrets,
} from '../values';

/** A value, and where it is written. */
interface Placed {
  readonly at: string;
  readonly value: unknown;
}

/** Reports secrets among the facts and props, wherever they are written. What is written there ends up in files. */
export function checkLeaks(written: unknown, at: string, report: Report): void {
  // Without calling itself, and each object once: what a person writes may be as deep as it likes, and lead back to itself.
  const left: Placed[] = [{ at, value: written }];
  const seen = new Set<unknown>();
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const { at: place, value } = next;
    const what = typeof value === 'string' ? secretIn(value) : undefined;
    if (what !== undefined)
      report({
        at: place,
        reason: `holds ${what}, and what was written in clear text counts as leaked`,
        next: 'take it out, change the password or token on the host, and give its source under secrets',
      });
    if (typeof value !== 'object' || seen.has(value)) continue;
    seen.add(value);
    for (const part of partsIn(value, place, at).reverse()) left.push(part);
  }
}

function partsIn(value: unknown, at: string, cluster: string): Placed[] {
  if (isPlaceholder(value)) return [{ at, value: value.example }];
  // What follows from the settings of a program holds them again.
  if (isHostProgram(value)) return [{ at, value: value.settings }];
  if (isSystem(value)) return [{ at: sharedPlace(cluster, value), value: value.settings }];
  if (isMachine(value)) {
    const { settings, shared } = value;
    const common = shared === undefined ? [] : [{ at: sharedPlace(cluster, shared), value: shared.settings }];
    return [{ at, value: settings }, ...common];
  }
  const parts = partsOf(value);
  if (parts.is === 'list')
    return parts.items.map((item, index) => ({ at: itemPath(at, item, index), value: item }));
  if (parts.is !== 'object') return [];
  return [...parts.entries].map(([key, item]) => ({ at: keyPath(at, key), value: item }));
}

/** The same problem without the secrets that its texts hold: more people read a message than the file. */
export function withoutLeaks(problem: Problem): Problem {
  const { at, reason, next } = problem;
  return {
    ...problem,
    at: withoutSecrets(at),
    reason: withoutSecrets(reason),
    next: withoutSecrets(next),
  };
}
