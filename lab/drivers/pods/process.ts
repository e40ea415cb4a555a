import { readdirSync, readFileSync } from 'node:fs';

/**
 * The process that another one started: the first of a process namespace, for the `unshare` that made it. Its number is
 * that in the suite's own namespace.
 */
export function childOf(parent: number): number | undefined {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .find((pid) => parentOf(pid) === parent);
}

function parentOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name is in brackets and may hold anything, so what follows the last bracket counts.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  } catch {
    // It has ended since.
    return undefined;
  }
}
