import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Ran, Scene } from '../harness';

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
    TF_VAR_proxmox_api_token: 'lab@pve!lab=00000000-0000-0000-0000-000000000000',
  };
  const run = (args: readonly string[], codes: readonly number[]) =>
    scene.run(scene.program('opentofu', 'tofu'), args, { cwd: folder, env, codes });
  return {
    validate: () => run(['validate', '-no-color'], [0, 1]),
    plan: async () => (await run(['plan', '-no-color', '-refresh=false'], [0])).stdout,
    change: (file, change) => {
      const path = join(folder, file);
      writeFileSync(path, change(readFileSync(path, 'utf8')));
    },
  };
}
