import { existsSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scratchPrefix } from './run-suite';

/** Removes scratch folders of labs that were killed before they could. */
export function sweepScratch(): void {
  for (const name of readdirSync(tmpdir())) {
    const [, pid] = new RegExp(`^${scratchPrefix}(\\d+)-`).exec(name) ?? [];
    if (pid !== undefined && Number(pid) !== process.pid && !existsSync(`/proc/${pid}`))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  }
}
