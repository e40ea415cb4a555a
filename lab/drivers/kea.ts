import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../harness';
import { toolPath } from '../programs/find-tool';
import type { Net } from './net/net';

/**
 * Lets machines of a scene ask a Kea for their address. It starts with the first of them.
 * @returns asks under a MAC address, and gives the address that is offered
 */
export function askKea(
  lab: Scene,
  net: Net,
  at: { readonly server: string; readonly config: string },
): (machine: string, mac: string) => Promise<string> {
  let running: Promise<void> | undefined;
  return async (machine, mac) => {
    running ??= startKea(lab, net, at);
    await running;
    const folder = lab.newFolder('leases');
    const given = join(folder, machine);
    const script = join(folder, 'tell.sh');
    writeFileSync(script, `#!/bin/sh\n[ "$1" != bound ] || printf %s "$ip" >${given}\n`, { mode: 0o755 });
    const inside = async (...command: string[]) => {
      const [first = '', ...args] = net.within(machine).concat(command);
      await lab.run(first, args);
    };
    await inside('ip', 'link', 'set', 'eth0', 'address', mac);
    // It asks five times, gives up then, and leaves when it has an address.
    await inside(
      toolPath('busybox'),
      'udhcpc',
      '-i',
      'eth0',
      '-f',
      '-n',
      '-q',
      '-t',
      '5',
      '-T',
      '2',
      '-s',
      script,
    );
    return readFileSync(given, 'utf8');
  };
}

/** Its leases lie in memory. */
async function startKea(
  lab: Scene,
  net: Net,
  { server, config }: { readonly server: string; readonly config: string },
): Promise<void> {
  await net.hush(server);
  // The folder of its leases is made by its service, so it need not be there.
  await lab.run('mount', ['-t', 'tmpfs', 'tmpfs', '/var/lib']);
  mkdirSync('/var/lib/kea');
  const state = lab.newFolder('kea');
  const [command = '', ...args] = net.within(server).concat(toolPath('kea'), '-c', config);
  const running = await lab.start({
    name: 'kea',
    command,
    args,
    env: { KEA_PIDFILE_DIR: state, KEA_LOCKFILE_DIR: state },
    ready: () => readFileSync(join(lab.folder, 'kea.log'), 'utf8').includes('DHCP4_STARTED'),
  });
  if (running.log().includes('ERROR')) throw new Error(running.log());
}
