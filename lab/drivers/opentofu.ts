import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import * as v from 'valibot';
import type { Ran, Scene } from '../harness';

/** Opens nothing: Proxmox is never asked. */
const token = 'lab@pve!lab=00000000-0000-0000-0000-000000000000';

/** OpenTofu over a folder of files, with the provider that the lab built in the place of the one of a registry. */
export interface OpenTofu {
  /** Checks the files. @returns what it prints; the code is 1 when it refuses them */
  readonly validate: () => Promise<Ran>;
  /** Plans from nothing. Proxmox is not asked. @returns the resources that it would make */
  readonly plan: () => Promise<string>;
  /** Rewrites a file of the folder. */
  readonly change: (file: string, change: (text: string) => string) => void;
}

/** Takes copies of files into a folder of their own. */
export function openTofu(scene: Scene, name: string, files: readonly string[]): OpenTofu {
  const folder = scene.newFolder(name);
  const names = files.map((file) => file.slice(dirname(file).length + 1));
  files.forEach((file, index) => {
    copyFileSync(file, join(folder, names[index] ?? ''));
  });
  const run = tofuIn(scene, folder);
  return {
    validate: () => run(['validate', '-no-color'], [0, 1]),
    plan: async () => (await run(['plan', '-no-color', '-refresh=false'], [0])).stdout,
    change: (file, change) => {
      const path = join(folder, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    },
  };
}

const planned = v.object({
  planned_values: v.object({
    root_module: v.object({
      child_modules: v.array(
        v.object({
          address: v.string(),
          resources: v.array(v.object({ type: v.string(), name: v.string(), values: v.unknown() })),
        }),
      ),
    }),
  }),
});

/** A resource that OpenTofu would make: its module, kind and name, and its values as it understood them. */
interface PlannedResource {
  readonly module: string;
  readonly type: string;
  readonly name: string;
  readonly values: unknown;
}

/**
 * Plans many folders at once, from nothing, each as a module of one root. Proxmox is not asked.
 * @param modules files of each module, by its name
 * @throws when OpenTofu refuses one
 */
export async function plannedModules(
  scene: Scene,
  name: string,
  modules: ReadonlyMap<string, readonly string[]>,
): Promise<readonly PlannedResource[]> {
  const folder = scene.newFolder(name);
  const access = { proxmox_endpoint: 'https://127.0.0.1:1/', proxmox_api_token: token };
  const called = [...modules.keys()].map((module): [string, object] => [
    module,
    { source: `./${module}`, ...access },
  ]);
  writeFileSync(join(folder, 'main.tf.json'), JSON.stringify({ module: Object.fromEntries(called) }));
  for (const [module, files] of modules) {
    mkdirSync(join(folder, module));
    for (const file of files) copyFileSync(file, join(folder, module, basename(file)));
  }
  const run = tofuIn(scene, folder);
  await run(['get', '-no-color'], [0]);
  await run(['plan', '-no-color', '-refresh=false', '-out=plan'], [0]);
  const { stdout } = await run(['show', '-json', 'plan'], [0]);
  const { child_modules: found } = v.parse(planned, JSON.parse(stdout)).planned_values.root_module;
  return found.flatMap(({ address, resources }) =>
    resources.map((resource) => ({ module: address.slice('module.'.length), ...resource })),
  );
}

/** Runs OpenTofu in a folder, with the provider that the lab built. It asks no registry. */
function tofuIn(
  scene: Scene,
  folder: string,
): (args: readonly string[], codes: readonly number[]) => Promise<Ran> {
  const provider = dirname(scene.program('terraform-provider-proxmox', 'terraform-provider-proxmox'));
  const settings = join(folder, 'tofurc');
  writeFileSync(
    settings,
    `provider_installation {\n  dev_overrides {\n    "bpg/proxmox" = ${JSON.stringify(provider)}\n  }\n}\n`,
  );
  const env = {
    HOME: folder,
    TF_CLI_CONFIG_FILE: settings,
    TF_VAR_proxmox_endpoint: 'https://127.0.0.1:1/',
    TF_VAR_proxmox_api_token: token,
  };
  return (args, codes) => scene.run(scene.program('opentofu', 'tofu'), args, { cwd: folder, env, codes });
}
