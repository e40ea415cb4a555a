import type { Report } from '../values';

/**
 * The wave of each component: 1 for those that come after nothing, else one more than the latest that they come after.
 * A cycle is reported with its path.
 */
export function wavesOf(
  after: ReadonlyMap<string, readonly string[]>,
  at: string,
  report: Report,
): ReadonlyMap<string, number> {
  const waves = new Map<string, number>();
  const path: string[] = [];
  const reported = new Set<string>();
  const visit = (name: string): number => {
    const known = waves.get(name);
    if (known !== undefined) return known;
    const start = path.indexOf(name);
    if (start >= 0) {
      reportCycle([...path.slice(start), name], reported, at, report);
      return 0;
    }
    path.push(name);
    const wave = 1 + Math.max(0, ...(after.get(name) ?? []).map(visit));
    path.pop();
    waves.set(name, wave);
    return wave;
  };
  for (const name of after.keys()) visit(name);
  return waves;
}

function reportCycle(cycle: readonly string[], told: Set<string>, at: string, report: Report): void {
  const members = [...new Set(cycle)].sort().join(' ');
  if (told.has(members)) return;
  told.add(members);
  report({
    at: `${at}.components`,
    reason: `${cycle.join(' → ')} is a cycle, where each one waits for the next`,
    next: 'take one of these connections out',
  });
}
