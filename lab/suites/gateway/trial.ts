import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { good, refused } from '../../drivers/apply-firewall';
import { firewalldPlace } from '../../drivers/firewalld';
import { type Claim, demand, type Ran, waitFor } from '../../harness';
import type { GatewayWorld } from './world';

/** Claims about trials of firewalld's files; it runs, with those that ship. */
export const trialClaims: readonly Claim<GatewayWorld>[] = [
  {
    says: 'Without a confirmation, firewalld has its old files and rules again, those of other hands too',
    by: 'apply-firewall.sh test for 2 s with zones that open no SSH, on the running firewalld; the files below /etc/firewalld and what nft lists, before, during and after',
    prove: async (world) => {
      writeFileSync(join(firewalldPlace, 'zones/others.xml'), '<zone target="DROP"/>\n');
      const before = await stateOf(world);
      const other = withoutSsh(world, 'without-ssh-and-more');
      // What a trial brings must go with it.
      writeFileSync(join(other, 'zones/more.xml'), '<zone/>\n');
      await good(apply(world, ['test', other, '2']));
      const during = await stateOf(world);
      demand(opensSsh(before) && !opensSsh(during), 'the zones were not loaded');
      await waitFor('the old zones', 10, async () => {
        await same(world, before);
        return true;
      });
      nothingLeft();
      return `${before.files.length} files, ${before.rules.split('\n').length} lines of rules`;
    },
  },
  {
    says: 'When a new connection confirms, the new zones stay, and a rollback comes at once where one is asked for',
    by: 'apply-firewall.sh confirm under two values of SSH_CONNECTION, files and rules 3 s later; then a trial of what ships, rolled back, and another, confirmed',
    prove: async (world) => {
      const before = await stateOf(world);
      await good(apply(world, ['test', withoutSsh(world), '2']));
      await refused(apply(world, ['confirm'], 1), 'this connection was open before');
      await good(apply(world, ['confirm'], 2));
      const confirmed = await stateOf(world);
      await world.scene.run('sleep', ['3']);
      await same(world, confirmed);
      demand(!opensSsh(confirmed), 'the old rules are there');
      const shipped = join(world.folder, 'firewalld');
      await good(apply(world, ['test', shipped, '20'], 3));
      await good(apply(world, ['rollback'], 3));
      await same(world, confirmed);
      await good(apply(world, ['test', shipped, '20'], 4));
      await good(apply(world, ['confirm'], 5));
      await same(world, before);
      nothingLeft();
      return 'three trials';
    },
  },
  {
    says: 'Zones that firewalld refuses, a folder that is none of its, and a second trial change nothing',
    by: 'apply-firewall.sh test with a port that is none, an unknown element, an unknown target, a folder without zones, none at all, what a trial left behind, and while a trial runs; files and rules after each',
    prove: async (world) => {
      const before = await stateOf(world);
      const shipped = join(world.folder, 'firewalld');
      const broken: readonly (readonly [string, string, string])[] = [
        ['public', 'port="22"', 'port="70000"'],
        ['public', '</zone>', '<door/></zone>'],
        ['public', '<zone>', '<zone target="MAYBE">'],
      ];
      for (const [index, [zone, text, other]] of broken.entries()) {
        const folder = changedZone(world, `broken-${index}`, zone, text, other);
        await refused(apply(world, ['test', folder]), 'firewalld rejected');
        await same(world, before);
      }
      await refused(apply(world, ['test', world.scene.newFolder('empty')]), 'has no subfolder zones');
      await refused(apply(world, ['test', join(world.scene.folder, 'missing')]), 'not found');
      mkdirSync(left);
      await refused(apply(world, ['test', shipped]), 'was left by another trial');
      rmSync(left, { recursive: true });
      await same(world, before);
      await good(apply(world, ['test', shipped, '20']));
      await refused(apply(world, ['test', withoutSsh(world)]), 'a trial is running');
      await good(apply(world, ['rollback']));
      await same(world, before);
      nothingLeft();
      return `${broken.length + 4} refusals`;
    },
  },
];

/** Where the script keeps the old files during a trial. */
const left = `${firewalldPlace}.before`;

interface State {
  /** Every file below firewalld's folder, with what it holds. */
  readonly files: readonly string[];
  readonly rules: string;
}

async function stateOf({ scene }: GatewayWorld): Promise<State> {
  const files = readdirSync(firewalldPlace, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort()
    .map((path) => `${path}\n${readFileSync(path, 'utf8')}`);
  const { stdout: rules } = await scene.run('nft', ['-s', 'list', 'table', 'inet', 'firewalld']);
  return { files, rules };
}

function opensSsh({ rules }: State): boolean {
  return rules.includes('tcp dport 22 ');
}

async function same(world: GatewayWorld, before: State): Promise<void> {
  const { files, rules } = await stateOf(world);
  const others = [...without(files, before.files), ...without(before.files, files)];
  const paths = new Set(others.map((file) => file.split('\n')[0]));
  demand(paths.size === 0, `files are not as they were: ${[...paths].join(', ')}`);
  demand(rules === before.rules, `the rules are others:\n${rules}`);
}

function without(files: readonly string[], others: readonly string[]): readonly string[] {
  return files.filter((file) => !others.includes(file));
}

function nothingLeft(): void {
  for (const path of [left, '/run/asterism-firewall']) demand(!existsSync(path), `${path} is left`);
}

function withoutSsh(world: GatewayWorld, name = 'without-ssh'): string {
  const rule = / {2}<rule [^>]*>\s*<source [^>]*>\s*<port port="22"[^]*?<\/rule>\n/;
  return changedZone(world, name, 'public', rule, '');
}

/** A copy of the shipped files with a zone changed. @throws when nothing changes */
function changedZone(
  { scene, folder }: GatewayWorld,
  name: string,
  zone: string,
  text: string | RegExp,
  other: string,
): string {
  const copy = scene.newFolder(name);
  cpSync(join(folder, 'firewalld'), copy, { recursive: true });
  const file = join(copy, `zones/${zone}.xml`);
  const before = readFileSync(file, 'utf8');
  const after = before.replace(text, other);
  demand(after !== before, `zone ${zone} has no ${String(text)}`);
  writeFileSync(file, after);
  return copy;
}

/** Runs the script as a connection of SSH would; by its number the script tells connections apart. */
function apply({ scene, hosts }: GatewayWorld, words: readonly string[], connection = 1): Promise<Ran> {
  const env = { SSH_CONNECTION: `192.0.2.10 ${40000 + connection} 192.0.2.1 22` };
  return scene.run('sh', [join(hosts, 'apply-firewall.sh'), ...words], { env, codes: [0, 1, 2] });
}
