import type { Claim } from '../../harness';
import { movedTo } from '../../drivers/kubeseal';
import { scopes, type Scope } from './keeper-cluster';
import { done, kinds, sealedFile, shippedFile, values, type World } from './world';

export const opens: Claim<World> = {
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

export const staysPut: Claim<World> = {
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

export const ships: Claim<World> = {
  says: 'Synth ships what seal wrote, and what ships opens to the same bytes',
  by: 'asterism synth in a copy of the project; kubeseal on the files under dist/',
  prove: async (world) => {
    await done(world, ['synth', '--cluster', 'vault']);
    for (const scope of scopes)
      sameValues(`shipped ${scope}`, await world.controller.open(shippedFile(world, scope)), values);
    return `${scopes.length} SealedSecrets`;
  },
};

export const postgresql: Claim<World> = {
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

export const kubesealed: Claim<World> = {
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

function total(all: ReadonlyMap<string, Buffer>): number {
  return [...all.values()].reduce((sum, value) => sum + value.length, 0);
}
