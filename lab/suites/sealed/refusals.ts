import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Claim } from '../../harness';
import { scopes } from './keeper-cluster';
import { values, type World } from './world';

export const refusals: Claim<World> = {
  says: 'What is refused changes no file, and every refusal says what to do',
  by: 'asterism seal with missing and unknown keys, a file that is there, and a private key for a certificate',
  prove: async (world) => {
    const secrets = join(world.project.folder, 'secrets');
    const contents = () => filesBelow(secrets).map((path) => [path, readFileSync(path, 'utf8')] as const);
    const before = contents();
    const text = values.get('text')?.toString() ?? '';
    const key = join(dirname(world.controller.certificate), 'key.pem');
    const bad: readonly (readonly [string, string, readonly string[]])[] = [
      ['keys that are not given', 'are not given; add', ['--force', '--from-literal', `text=${text}`]],
      ['a misspelt key', 'did you mean "text"', ['--force', '--from-literal', `txet=${text}`]],
      ['a value without a key', 'has no "="; write', ['--force', '--from-literal', text]],
      ['a file that is there', 'is there already; add --merge', ['--from-literal', `text=${text}`]],
      [
        'a private key for a certificate',
        'contains a private key',
        ['--merge', '--certificate', key, '--from-literal', `text=${text}`],
      ],
    ];
    for (const [what, expected, args] of bad) {
      const ran = await world.project.asterism(['seal', '--cluster', 'vault', 'strict/values', ...args]);
      if (ran.code !== 2 || !ran.stderr.includes(expected))
        throw new Error(`${what}: expected code 2 and "${expected}", found ${ran.code}: ${ran.stderr}`);
      const mute = ran.stderr.split('\n').find((line) => /^error (?!.*; )/.test(line));
      if (mute !== undefined) throw new Error(`${what}: no next step in: ${mute}`);
      const changed = contents().find(
        ([path, now], index) => before[index]?.[0] !== path || before[index][1] !== now,
      );
      if (changed !== undefined) throw new Error(`${what}: refused, and yet it wrote ${changed[0]}`);
    }
    return `${bad.length} refusals`;
  },
};

export const noLeak: Claim<World> = {
  says: 'No output and no file holds a value, but the file that it was read from',
  by: 'everything that was printed, and every file of the scratch, searched for each value as it is, in base64 and in hex',
  prove: ({ scene, project, valueFile }) => {
    const places = filesBelow(scene.folder).filter((path) => !path.startsWith(dirname(valueFile('text'))));
    const texts = [
      ['what was printed', Buffer.from(project.printed())] as const,
      ...places.map((path) => [path, readFileSync(path)] as const),
    ];
    const held = texts.flatMap(([place, text]) =>
      [...values]
        .filter(([, value]) => formsOf(value).some((form) => text.includes(form)))
        .map(([key]) => `${place}: holds the value of ${key}`),
    );
    if (held.length > 0) throw new Error(held.join('\n'));
    const sealedFiles = places.filter((path) => path.includes('/secrets/vault/')).length;
    if (sealedFiles < scopes.length) throw new Error('the sealed files were not among those searched');
    return `${texts.length - 1} files, ${project.printed().length} printed characters`;
  },
};

/** A value as it may lie about: any 24 bytes from its middle tell it from everything else. */
function formsOf(value: Buffer): readonly (string | Buffer)[] {
  if (value.length < 24) return [];
  const part = value.subarray(Math.floor(value.length / 2) - 12, Math.floor(value.length / 2) + 12);
  // Base64 looks different by where in three bytes it begins.
  const shifted = [0, 1, 2].map((skip) => part.subarray(skip, skip + 21).toString('base64'));
  return [part, part.toString('hex'), ...shifted];
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}
