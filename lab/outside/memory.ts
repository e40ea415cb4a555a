import { readdirSync, readFileSync } from 'node:fs';

/**
 * Looks every five seconds, since looking costs time, at the memory of a process and of everything below it.
 * @returns ends that, and gives the most that was resident at once, in bytes
 */
export function watchMemory(root: number): () => number {
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, residentBytes(root));
  }, 5000);
  return () => {
    clearInterval(watch);
    return most;
  };
}

/** Memory that a process and everything below it have resident, in bytes. Of a page that several share each has its part. */
function residentBytes(root: number): number {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = parentOf(name);
      return parent === undefined ? [] : [{ id: Number(name), parent }];
    });
  const below = new Set([root]);
  // A process has a higher number than its parent nearly always; a second look finds the rest.
  for (let look = 0; look < 3; look++)
    for (const { id, parent } of processes) if (below.has(parent)) below.add(id);
  return [...below].reduce((sum, id) => sum + residentKilobytes(id) * 1024, 0);
}

function parentOf(id: string): number | undefined {
  const stat = read(`/proc/${id}/stat`);
  // The name is in brackets and may hold anything, so what follows the last bracket counts.
  const after = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return after?.[1] === undefined ? undefined : Number(after[1]);
}

function residentKilobytes(id: number): number {
  return Number(/^Pss: +(\d+) kB$/m.exec(read(`/proc/${id}/smaps_rollup`) ?? '')?.[1] ?? 0);
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    // It has ended since.
    return undefined;
  }
}
