import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Controller, makeController, movedTo } from '../drivers/kubeseal';
import { copyProject, type ProjectCopy } from '../drivers/project-copy';
import { type Claim, needing, type Scene, suite } from '../harness';
import { keeperCluster, scopes, type Scope } from './sealed-cluster';

/** What is sealed, by key: every kind of value, and the way in which it is handed over. */
const kinds = {
  text: { by: 'literal', value: randomBytes(24).toString('hex') },
  bytes: { by: 'file', value: Buffer.concat([everyByte(), randomBytes(64), everyByte()]) },
  line: { by: 'file', value: `${randomBytes(24).toString('hex')}\r\n` },
  nothing: { by: 'file', value: '' },
  // With the others it fills a Secret to its last byte.
  large: { by: 'stdin', value: randomBytes(1024 * 1024 - 48 - 576 - 50) },
} as const;

const values = new Map(Object.entries(kinds).map(([key, { value }]) => [key, Buffer.from(value)]));

interface World {
  readonly scene: Scene;
  readonly controller: Controller;
  readonly project: ProjectCopy;
  /** Path of the file that holds a value. */
  readonly valueFile: (key: string) => string;
}

const opens: Claim<World> = {
  says: 'Whatever its bytes and however it is handed over, a value opens to the same bytes in every scope',
  by: 'asterism seal with literals, files and standard input; kubeseal --recovery-unseal; bytes compared',
  prove: async (world) => {
    for (const scope of scopes) {
      await sealAll(world, scope);
      sameValues(`sealed ${scope}`, await world.controller.open(sealedFile(world, scope)), values);
    }
    return `${scopes.length} scopes × ${values.size} values, ${total(values)} bytes each`;
  },
};

const staysPut: Claim<World> = {
  says: 'Under another name or in another namespace it opens only where its scope lets it',
  by: 'the same files with another metadata.name or metadata.namespace, given to kubeseal --recovery-unseal',
  prove: async (world) => {
    const places = [{ name: 'other' }, { namespace: 'other' }, { name: 'other', namespace: 'other' }];
    const mayOpen = {
      strict: [false, false, false],
      namespace: [true, false, false],
      cluster: [true, true, true],
    };
    for (const scope of scopes) {
      for (const [index, place] of places.entries()) {
        const result = await world.controller.open(movedTo(sealedFile(world, scope), place));
        const where = `sealed ${scope}, moved to ${JSON.stringify(place)}`;
        if (mayOpen[scope][index] === true) sameValues(where, result, values);
        else if (typeof result !== 'string') throw new Error(`${where}: it opens, which its scope forbids`);
        else if (!result.includes('no key could decrypt secret')) throw new Error(`${where}: ${result}`);
      }
    }
    return `${scopes.length} scopes × ${places.length} other places`;
  },
};

const ships: Claim<World> = {
  says: 'Synth ships what seal wrote, and what ships opens to the same bytes',
  by: 'asterism synth in a copy of the project; kubeseal on the files under dist/',
  prove: async (world) => {
    await done(world, ['synth', '--cluster', 'vault']);
    for (const scope of scopes)
      sameValues(`shipped ${scope}`, await world.controller.open(shippedFile(world, scope)), values);
    return `${scopes.length} SealedSecrets`;
  },
};

const postgresql: Claim<World> = {
  says: 'The password of PostgreSQL is sealed for the real cluster with one command, and synth ships it',
  by: "asterism seal --cluster proxmox, with the source set to 'sealed' and the operator listed; kubeseal",
  prove: async (world) => {
    const { controller, project } = world;
    const secret = 'kafka-connect/postgresql';
    const without = await project.asterism(['synth', '--cluster', 'proxmox']);
    if (without.code !== 2 || !without.stderr.includes(`seal --cluster proxmox ${secret}`))
      throw new Error(`without the file, synth does not say how to seal it: ${without.stderr}`);
    const given = ['--certificate', controller.certificate, '--from-stdin', 'password'];
    await done(world, ['seal', '--cluster', 'proxmox', secret, ...given], world.valueFile('text'));
    await done(world, ['synth', '--cluster', 'proxmox']);
    const shipped = project.read('dist/proxmox/kafka-connect/sealedsecret-postgresql.yaml');
    const password = new Map([['password', values.get('text') ?? Buffer.alloc(0)]]);
    sameValues('the shipped password', await controller.open(shipped), password);
    return 'one key';
  },
};

const kubesealed: Claim<World> = {
  says: 'A file that kubeseal sealed is taken by synth, and by seal --merge, which leaves its other keys as they are',
  by: 'kubeseal --scope in each scope; asterism synth and seal --merge; kubeseal --recovery-unseal',
  prove: async (world) => {
    const scopeNames = { strict: 'strict', namespace: 'namespace-wide', cluster: 'cluster-wide' };
    for (const scope of scopes) {
      const secret = {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'values', namespace: scope },
        data: Object.fromEntries([...values].map(([key, value]) => [key, value.toString('base64')])),
      };
      const path = `secrets/vault/${scope}-values.yaml`;
      world.project.write(path, await world.controller.seal(secret, scopeNames[scope]));
      await done(world, ['synth', '--cluster', 'vault']);
      const sealed = `sealed ${scope} by kubeseal`;
      sameValues(`${sealed}, shipped`, await world.controller.open(shippedFile(world, scope)), values);
      const merge = ['--merge', '--from-file', `line=${world.valueFile('bytes')}`];
      await done(world, ['seal', '--cluster', 'vault', `${scope}/values`, ...merge]);
      const bytes = values.get('bytes') ?? Buffer.alloc(0);
      sameValues(
        `${sealed}, merged`,
        await world.controller.open(sealedFile(world, scope)),
        new Map([...values, ['line', bytes]]),
      );
    }
    return `${scopes.length} scopes`;
  },
};

const refusals: Claim<World> = {
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
        'holds a private key',
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

const noLeak: Claim<World> = {
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

export const sealed = suite({
  name: 'sealed',
  title: 'asterism seal, a key made by openssl, and kubeseal 0.27, which opens with it',
  programs: ['kubeseal'],
  tools: ['openssl'],
  memory: 0.5,
  seconds: 30,
  start: async (scene: Scene): Promise<World> => {
    const controller = await makeController(scene);
    const project = await copyProject(scene);
    // Here it is about secrets: synth would refuse to go over what somebody changed by hand.
    for (const made of ['dist', 'apps']) rmSync(join(project.folder, made), { recursive: true });
    const folder = scene.newFolder('values');
    const valueFile = (key: string) => join(folder, key);
    for (const [key, value] of values) writeFileSync(valueFile(key), value);
    project.write('clusters/vault.ts', keeperCluster([...values.keys()], controller.pem));
    project.replace('main.ts', 'run([', 'run([vault, ');
    project.replace(
      'main.ts',
      "import './lib/cli/start';",
      "import './lib/cli/start';\nimport { vault } from './clusters/vault';",
    );
    project.replace('clusters/proxmox.ts', "{ from: 'manual' }", "{ from: 'sealed' }");
    project.replace(
      'clusters/proxmox.ts',
      'components: [argoCd(),',
      'components: [sealedSecrets(), argoCd(),',
    );
    project.replace('clusters/proxmox.ts', 'import { argoCd,', 'import { sealedSecrets, argoCd,');
    return { scene, controller, project, valueFile };
  },
  claims: [
    opens,
    ...needing([opens], [staysPut, ships]),
    ...needing([ships], [postgresql]),
    ...needing([staysPut, ships], [kubesealed]),
    ...needing([opens], [refusals, noLeak]),
  ],
});

function everyByte(): Buffer {
  return Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
}

/** Seals every value for the keeper of a scope, each in its way. */
async function sealAll(world: World, scope: Scope): Promise<void> {
  const given = Object.entries(kinds).flatMap(([key, { by, value }]) => {
    switch (by) {
      case 'literal':
        return ['--from-literal', `${key}=${value}`];
      case 'file':
        return ['--from-file', `${key}=${world.valueFile(key)}`];
      case 'stdin':
        return ['--from-stdin', key];
    }
  });
  const args = ['seal', '--cluster', 'vault', `${scope}/values`, ...given, '--scope', scope];
  await done(world, args, world.valueFile('large'));
}

/** Runs a command that must succeed. */
async function done({ project }: World, args: readonly string[], input?: string): Promise<void> {
  const { code, stderr } = await project.asterism(args, input);
  if (code !== 0) throw new Error(`asterism ${args.slice(0, 4).join(' ')}: ended with ${code}\n${stderr}`);
}

function sealedFile({ project }: World, scope: Scope): string {
  return project.read(`secrets/vault/${scope}-values.yaml`);
}

function shippedFile({ project }: World, scope: Scope): string {
  return project.read(`dist/vault/${scope}/sealedsecret-values.yaml`);
}

function sameValues(
  what: string,
  opened: ReadonlyMap<string, Buffer> | string,
  expected: ReadonlyMap<string, Buffer>,
): void {
  if (typeof opened === 'string') throw new Error(`${what}: it does not open: ${opened}`);
  const [found = '', wanted = ''] = [opened, expected].map((map) => [...map.keys()].sort().join(' '));
  if (found !== wanted) throw new Error(`${what}: it holds the keys ${found}; expected ${wanted}`);
  const other = [...expected].filter(([key, value]) => opened.get(key)?.equals(value) !== true);
  const lengths = other.map(([key, { length }]) => `${key} (${opened.get(key)?.length ?? 0} for ${length})`);
  if (other.length > 0) throw new Error(`${what}: opens to other bytes: ${lengths.join(', ')}`);
}

/** A value as it may lie about: any 24 bytes from its middle tell it from everything else. */
function formsOf(value: Buffer): readonly (string | Buffer)[] {
  if (value.length < 24) return [];
  const part = value.subarray(Math.floor(value.length / 2) - 12, Math.floor(value.length / 2) + 12);
  // Base64 looks different by where in three bytes it begins.
  const shifted = [0, 1, 2].map((skip) => part.subarray(skip, skip + 21).toString('base64'));
  return [part, part.toString('hex'), ...shifted];
}

function total(all: ReadonlyMap<string, Buffer>): number {
  return [...all.values()].reduce((sum, value) => sum + value.length, 0);
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : entry.isFile() ? [path] : [];
  });
}
