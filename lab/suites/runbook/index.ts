import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { good, refused } from '../../drivers/apply-firewall';
import { textMistake } from '../../drivers/text-mistake';
import { demand, inTurn, suite, waitFor } from '../../harness';
import { scriptsAreClean } from '../gateway/host';
import { trialClaims } from '../gateway/trial';
import { filesAreRight } from '../kernel/proxmox';
import { shutPort, startWorld, type World } from './world';

export const runbook = suite<World>({
  name: 'runbook',
  title: 'the shipped scripts of the machines, shellcheck, and apply-firewall.sh on the real kernel with nft',
  programs: [],
  memory: 0.4,
  seconds: 30,
  restsOn: [filesAreRight, ...trialClaims, scriptsAreClean],
  tools: ['shellcheck', 'nft', 'setsid'],
  start: startWorld,
  claims: [
    ...inTurn<World>([
      {
        says: 'Where there was no firewall and no confirmation comes, there is none afterwards',
        by: 'apply-firewall.sh test for 2 s; nft list before, during and after',
        prove: async ({ apply, rules, table, faulty, script }) => {
          faulty.add(script);
          demand((await table()) === '', 'there is a table before');
          await good(apply(['test', rules, '2']));
          demand((await table()).includes('policy drop'), 'it was not loaded');
          await waitFor('the table to be gone', 10, async () => ((await table()) === '' ? true : undefined));
          return 'one trial';
        },
      },
      {
        says: 'A new connection can confirm, and then the new firewall stays; the one that was open before cannot',
        by: 'apply-firewall.sh confirm under two values of SSH_CONNECTION; nft list 3 s later',
        prove: async ({ scene, apply, rules, table }) => {
          await good(apply(['test', rules, '2']));
          await refused(apply(['confirm'], 1), 'this connection was open before');
          await good(apply(['confirm'], 2));
          const loaded = await table();
          await scene.run('sleep', ['3']);
          demand((await table()) === loaded && loaded !== '', 'it did not stay');
          await refused(apply(['confirm'], 2), 'no trial is running');
          return 'three confirmations';
        },
      },
      {
        says: 'Loading the same file again changes nothing',
        by: 'nft list before and after; no rule twice',
        prove: async ({ apply, rules, table }) => {
          const before = await table();
          await good(apply(['test', rules, '20']));
          await good(apply(['confirm'], 3));
          sameRules(await table(), before);
          return `${before.split('\n').length} lines`;
        },
      },
      {
        says: 'Rules that lock the administrator out are gone again by themselves, and he gets in',
        by: 'rules without SSH; new TCP connections to port 22 before, during and after; nft list is the old one, byte for byte',
        prove: async ({ apply, otherRules, table, connects }) => {
          const before = await table();
          demand(await connects(22), 'port 22 is shut before');
          demand(!(await connects(shutPort)), `port ${shutPort} is open, so the rules are not in force`);
          await good(apply(['test', otherRules, '4']));
          demand(!(await connects(22)), 'port 22 is open during the trial');
          await waitFor('the old rules', 10, async () => ((await table()) === before ? true : undefined));
          demand(await connects(22), 'port 22 is shut afterwards');
          return 'four connections';
        },
      },
      {
        says: 'The old firewall comes back when the connection of the trial is cut and its processes are killed',
        by: 'SIGHUP and SIGKILL to the whole process group of the session; nft list',
        prove: async ({ applyAndCut, otherRules, table }) => {
          const before = await table();
          await applyAndCut(['test', otherRules, '2']);
          demand((await table()) !== before, 'it was not loaded');
          await waitFor('the old rules', 10, async () => ((await table()) === before ? true : undefined));
          return 'one session';
        },
      },
      {
        says: 'A connection that is open goes on through a trial, a rollback and a confirmation',
        by: 'one TCP connection from another network namespace to port 22, a byte every 50 ms, echoed',
        prove: async ({ apply, rules, otherRules, talkThrough }) => {
          const answers = await talkThrough(async () => {
            await good(apply(['test', otherRules, '20']));
            await good(apply(['rollback']));
            await good(apply(['test', rules, '20']));
            await good(apply(['confirm'], 4));
          });
          demand(answers > 10, `only ${answers} bytes came back afterwards`);
          return `three loads, ${answers} bytes afterwards`;
        },
      },
      {
        says: 'What is broken, foreign or one too many changes nothing',
        by: 'a syntax error, a file of another table, one that flushes all tables, a missing one, and a second trial; nft list',
        prove: async ({ scene, apply, rules, otherRules, table, faulty, script }) => {
          const before = await table();
          const folder = scene.newFolder('broken');
          const files = {
            'syntax.nft': ['table inet asterism {\n  chain input { accept foo }\n}\n', 'nft rejected'],
            'foreign.nft': ['table inet other {\n}\n', 'does not contain table inet asterism'],
            'flush.nft': ['flush ruleset\ntable inet asterism {\n}\n', 'flushes every table'],
          } as const;
          for (const [name, [text, why]] of Object.entries(files)) {
            writeFileSync(join(folder, name), text);
            await refused(apply(['test', join(folder, name)]), why);
          }
          await refused(apply(['test', join(folder, 'missing.nft')]), 'not found');
          await refused(apply(['test', rules, 'soon']), 'not a number of seconds');
          sameRules(await table(), before);
          await good(apply(['test', rules, '20']));
          await refused(apply(['test', otherRules]), 'a trial is running');
          await good(apply(['rollback']));
          await refused(apply(['rollback']), 'no trial is running');
          sameRules(await table(), before);
          faulty.delete(script);
          return `${Object.keys(files).length + 4} refusals`;
        },
      },
    ]),
    {
      says: 'Every script that ships for machines is clean',
      by: 'shellcheck, no finding of any severity',
      prove: async ({ scene, scripts, faulty }) => {
        demand(scripts.length > 0, 'no script ships');
        const tried = scripts.filter((script) => !faulty.has(script));
        await scene.run('shellcheck', tried, { cwd: scene.project });
        return `${tried.length} scripts${faulty.size === 0 ? '' : `, without ${faulty.size} that failed`}`;
      },
    },
  ],
});

/** Fails a proof unless the table is as it was. */
function sameRules(found: string, before: string): void {
  const mistake = textMistake('nft list table inet asterism', found, before);
  demand(mistake === undefined, `the rules are others than before: ${mistake ?? ''}`);
}
