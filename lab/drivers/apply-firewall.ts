import { demand, type Ran } from '../harness';

/** Waits for `apply-firewall.sh`. @throws unless it does so */
export async function good(run: Promise<Ran>): Promise<void> {
  const { code, stderr } = await run;
  demand(code === 0, `apply-firewall.sh: found code ${code}: ${stderr}`);
}

/** Waits for `apply-firewall.sh`. @throws unless it refuses, and says this */
export async function refused(run: Promise<Ran>, why: string): Promise<void> {
  const { code, stderr } = await run;
  demand(
    code === 1 && stderr.includes(why),
    `apply-firewall.sh: expected it to refuse with "${why}", found code ${code}: ${stderr}`,
  );
}
