import type { Scene } from '../harness';

/** A network of its own, as a pod has it, reached from the suite and reaching what the suite listens on. */
export interface PodNetwork {
  readonly address: string;
  /** What stands before a command to run it in there. */
  readonly within: readonly string[];
}

/**
 * Makes a network namespace with one card. Like a container runtime's, it lets everybody listen on low ports.
 * @param number tells several apart, 0 to 255; it is part of the address
 */
export async function makePodNetwork(scene: Scene, name: string, number: number): Promise<PodNetwork> {
  const address = `10.42.${number}.2`;
  const gateway = `10.42.${number}.1`;
  const outside = `veth${number}`;
  const ip = (...args: string[]) => scene.run('ip', args);
  const inside = (...args: string[]) => ip('-n', name, ...args);
  await ip('netns', 'add', name);
  await ip('link', 'add', outside, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name);
  await ip('addr', 'add', `${gateway}/24`, 'dev', outside);
  await ip('link', 'set', outside, 'up');
  await inside('link', 'set', 'lo', 'up');
  await inside('addr', 'add', `${address}/24`, 'dev', 'eth0');
  await inside('link', 'set', 'eth0', 'up');
  await inside('route', 'add', 'default', 'via', gateway);
  const within = ['ip', 'netns', 'exec', name];
  const setting = '/proc/sys/net/ipv4/ip_unprivileged_port_start';
  await scene.run('ip', [...within.slice(1), 'sh', '-c', `echo 0 >${setting}`]);
  return { address, within };
}
