import * as v from 'valibot';
import { runsNixos } from '../../../lib/machines/nixos/claim';
import type { World } from './world';

const machineShape = v.looseObject({
  environment: v.object({ etc: v.record(v.string(), v.object({ text: v.string() })) }),
  fromNixpkgs: v.array(v.string()),
  networking: v.looseObject({
    hostName: v.string(),
    firewall: v.object({ enable: v.boolean() }),
    nftables: v.object({ enable: v.boolean(), flushRuleset: v.boolean(), rulesetFile: v.string() }),
  }),
  services: v.looseObject({
    openssh: v.object({ enable: v.boolean(), settings: v.record(v.string(), v.unknown()) }),
    qemuGuest: v.optional(v.object({ enable: v.boolean() })),
    k3s: v.optional(v.record(v.string(), v.unknown())),
    postgresql: v.optional(v.looseObject({ authentication: v.string(), enableTCPIP: v.boolean() })),
  }),
  system: v.object({ stateVersion: v.string() }),
  systemd: v.looseObject({
    network: v.object({
      networks: v.record(
        v.string(),
        v.object({
          matchConfig: v.record(v.string(), v.string()),
          address: v.array(v.string()),
          gateway: v.optional(v.array(v.string())),
        }),
      ),
    }),
  }),
  users: v.object({
    users: v.object({
      root: v.object({ openssh: v.object({ authorizedKeys: v.object({ keys: v.array(v.string()) }) }) }),
    }),
  }),
  fileSystems: v.optional(v.record(v.string(), v.object({ device: v.string(), fsType: v.string() }))),
});

type Machine = v.InferOutput<typeof machineShape>;

const flakeShape = v.object({
  nixpkgs: v.string(),
  machines: v.record(v.string(), v.record(v.string(), v.unknown())),
  /** Text of the packet filter that each loads. */
  filters: v.record(v.string(), v.nullable(v.string())),
});

/** What the flake evaluates to. Which options a machine sets is not looked at. */
export async function flakeOf({ nixos }: World): Promise<v.InferOutput<typeof flakeShape>> {
  return v.parse(flakeShape, await nixos());
}

/** An evaluated machine of the flake. */
export async function machineOf(world: World, name: string): Promise<Machine> {
  const parsed = v.safeParse(machineShape, (await flakeOf(world)).machines[name]);
  if (parsed.success) return parsed.output;
  throw new Error(`${name}, as it is evaluated:\n${v.summarize(parsed.issues)}`);
}

/** Names of what runs NixOS. */
export function names({ facts }: World): readonly string[] {
  return [...facts.nodes.map(({ name }) => name), ...facts.hosts.filter(runsNixos).map(({ name }) => name)];
}
