import { join } from 'node:path';
import type { Scene } from '../harness';
import { toolPath } from '../programs/find-tool';

/** Starts Open vSwitch with bridges in memory instead of the kernel's. @returns the environment in which its commands find it */
export async function startOpenVswitch(scene: Scene): Promise<Readonly<Record<string, string>>> {
  const folder = scene.newFolder('open-vswitch');
  const env = { OVS_RUNDIR: folder, OVS_DBDIR: folder, OVS_LOGDIR: folder };
  const database = join(folder, 'conf.db');
  const ask = (...args: string[]) => scene.run('ovs-vsctl', ['--timeout=5', '--no-wait', ...args], { env });
  await scene.run('ovsdb-tool', ['create', database, '/usr/share/openvswitch/vswitch.ovsschema']);
  await scene.start({
    name: 'ovsdb',
    command: 'ovsdb-server',
    args: [database, `--remote=punix:${join(folder, 'db.sock')}`],
    env,
    ready: async () => (await ask('init')).code === 0,
  });
  await scene.start({
    name: 'ovs-vswitchd',
    command: toolPath('open-vswitch'),
    args: ['--enable-dummy=override', '--disable-system'],
    env,
    ready: async () => (await ask('get', 'Open_vSwitch', '.', 'datapath_types')).stdout.includes('dummy'),
  });
  return env;
}
