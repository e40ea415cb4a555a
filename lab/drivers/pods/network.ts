import { writeFileSync } from 'node:fs';
import type { Scene } from '../../harness';

/** A network of pods on a bridge, as one node's. */
export interface PodNetwork {
  /** Makes a network namespace with this address. @returns the command in which something runs there */
  readonly join: (namespace: string, address: string) => Promise<readonly string[]>;
  /** Address of the pod with this number, from 0. */
  readonly address: (number: number) => string;
}

/** Something with an address on a bridge. */
export interface Member {
  readonly bridge: string;
  readonly namespace: string;
  /** With its prefix length. */
  readonly address: string;
  readonly gateway?: string;
}

/** Makes a bridge that has an address in the suite's own namespace, which is the node. @param address with its prefix length */
export async function makeBridge(scene: Scene, bridge: string, address: string): Promise<void> {
  await scene.run('ip', ['link', 'add', bridge, 'type', 'bridge']);
  await scene.run('ip', ['address', 'add', address, 'dev', bridge]);
  await scene.run('ip', ['link', 'set', bridge, 'up']);
}

/** Makes a network namespace with a card on a bridge. @returns the command in which something runs there */
export async function joinBridge(scene: Scene, member: Member): Promise<readonly string[]> {
  const { bridge, namespace, address, gateway } = member;
  // The kernel allows 15 characters for the name of a card.
  const card = `v${cards++}`;
  const inside = ['-n', namespace];
  await scene.run('ip', ['netns', 'add', namespace]);
  await scene.run('ip', [
    ...['link', 'add', card, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', namespace],
  ]);
  await scene.run('ip', ['link', 'set', card, 'master', bridge, 'up']);
  await scene.run('ip', [...inside, 'address', 'add', address, 'dev', 'eth0']);
  for (const name of ['lo', 'eth0']) await scene.run('ip', [...inside, 'link', 'set', name, 'up']);
  if (gateway !== undefined) await scene.run('ip', [...inside, 'route', 'add', 'default', 'via', gateway]);
  return ['ip', 'netns', 'exec', namespace];
}

let cards = 0;

/**
 * Opens the network of one node's pods, 250 at most.
 * @param first first three numbers of its addresses: `10.42.0`
 */
export async function openPodNetwork(scene: Scene, bridge: string, first: string): Promise<PodNetwork> {
  const gateway = `${first}.1`;
  await makeBridge(scene, bridge, `${gateway}/24`);
  return {
    address: (number) => `${first}.${number + 2}`,
    join: (namespace, address) => joinBridge(scene, { bridge, namespace, address: `${address}/24`, gateway }),
  };
}

/** What leaves the pods' network has the node's address, as Flannel has it. @param pods network of all pods */
export async function masquerade(scene: Scene, pods: string): Promise<void> {
  writeFileSync('/proc/sys/net/ipv4/ip_forward', '1\n');
  await scene.run('nft', ['-f', '-'], {
    input: [
      'table ip flannel {',
      '  chain postrouting {',
      '    type nat hook postrouting priority srcnat;',
      `    ip saddr ${pods} ip daddr != ${pods} masquerade`,
      '  }',
      '}',
      '',
    ].join('\n'),
  });
}
