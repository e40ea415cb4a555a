import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Controller, makeController } from '../../drivers/kubeseal';
import { copyProject, type ProjectCopy } from '../../drivers/project-copy';
import type { Scene } from '../../harness';
import { keeperCluster, type Scope } from './keeper-cluster';

/** What is sealed, by key: every kind of value, and the way in which it is handed over. */
export const kinds = {
  text: { by: 'literal', value: randomBytes(24).toString('hex') },
  bytes: { by: 'file', value: Buffer.concat([everyByte(), randomBytes(64), everyByte()]) },
  line: { by: 'file', value: `${randomBytes(24).toString('hex')}\r\n` },
  nothing: { by: 'file', value: '' },
  // With the others it fills a Secret to its last byte.
  large: { by: 'stdin', value: randomBytes(1024 * 1024 - 48 - 576 - 50) },
} as const;

/** The same as bytes. */
export const values = new Map(Object.entries(kinds).map(([key, { value }]) => [key, Buffer.from(value)]));

/** A project of its own with the keeper of the secrets in it, and who opens them. */
export interface World {
  readonly scene: Scene;
  readonly controller: Controller;
  readonly project: ProjectCopy;
  /** Path of the file that holds a value. */
  readonly valueFile: (key: string) => string;
}

/** Starts the controller, and adds the keeper and the password of PostgreSQL to a copy of the project. */
export async function startWorld(scene: Scene): Promise<World> {
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
    "import { run } from 'asterism';",
    "import { run } from 'asterism';\nimport { vault } from './clusters/vault';",
  );
  project.replace('clusters/proxmox.ts', "{ from: 'manual' }", "{ from: 'sealed' }");
  project.replace('clusters/proxmox.ts', 'components: [argoCd(),', 'components: [sealedSecrets(), argoCd(),');
  project.replace('clusters/proxmox.ts', "} from 'asterism'", "  sealedSecrets,\n} from 'asterism'");
  return { scene, controller, project, valueFile };
}

/** Runs a command that must succeed. */
export async function done({ project }: World, args: readonly string[], input?: string): Promise<void> {
  const { code, stderr } = await project.asterism(args, input);
  if (code !== 0) throw new Error(`asterism ${args.slice(0, 4).join(' ')}: ended with ${code}\n${stderr}`);
}

/** What seal wrote. */
export function sealedFile({ project }: World, scope: Scope): string {
  return project.read(`secrets/vault/${scope}-values.yaml`);
}

/** What synth made of it. */
export function shippedFile({ project }: World, scope: Scope): string {
  return project.read(`dist/vault/${scope}/sealedsecret-values.yaml`);
}

function everyByte(): Buffer {
  return Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));
}
