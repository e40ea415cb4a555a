import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { filesBelow } from '../../drivers/machine-files';
import { startOpenVswitch } from '../../drivers/open-vswitch';
import { type Claim, inTurn } from '../../harness';
import type { GatewayWorld } from './world';

const bridgeIsMade: Claim<GatewayWorld> = {
  says: 'Open vSwitch makes the bridge with its card, and running the script again changes nothing',
  by: 'the shipped script twice, with ovsdb-server and ovs-vswitchd; what ovs-vsctl lists after each',
  prove: async ({ scene, folder, bridge, faulty }) => {
    const env = await startOpenVswitch(scene);
    const script = join(folder, 'open-vswitch.sh');
    faulty.add(script);
    const lists: string[] = [];
    for (let time = 0; time < 2; time += 1) {
      await scene.run('sh', [script], { env });
      const { stdout: bridges } = await scene.run('ovs-vsctl', ['list-br'], { env });
      const { stdout: ports } = await scene.run('ovs-vsctl', ['list-ports', bridge.name], { env });
      lists.push(`${bridges}${ports}`);
    }
    const expected = `${bridge.name}\n${bridge.card}\n`;
    for (const list of lists)
      if (list !== expected) throw new Error(`ovs-vsctl lists\n${list}expected\n${expected}`);
    faulty.delete(script);
    return '2 runs';
  },
};

const unitIsTaken: Claim<GatewayWorld> = {
  says: 'systemd takes the unit that gives the bridge its address, without a word',
  by: 'systemd-analyze verify beside a unit of the name that Open vSwitch has; exit code and both outputs',
  prove: async ({ scene, folder }) => {
    const units = scene.newFolder('units');
    writeFileSync(join(units, 'openvswitch.service'), '[Service]\nExecStart=/bin/true\n');
    const [unit = ''] = filesBelow(folder, '-ip.service');
    const { stdout, stderr } = await scene.run('systemd-analyze', ['verify', '--man=no', unit], {
      env: { SYSTEMD_UNIT_PATH: `${units}:` },
    });
    if (`${stdout}${stderr}` !== '') throw new Error(`${stdout}${stderr}`);
    return basename(unit);
  },
};

const commandsSucceed: Claim<GatewayWorld> = {
  says: 'Its commands succeed at the second run as at the first, and leave one address on the bridge, which is up',
  by: 'each ExecStart of the unit twice, on devices of these names; what ip lists',
  prove: async ({ scene, folder, bridge }) => {
    const [unit = ''] = filesBelow(folder, '-ip.service');
    const commands = [...readFileSync(unit, 'utf8').matchAll(/^ExecStart=(.*)$/gm)];
    for (const [, command = ''] of [...commands, ...commands])
      await scene.run('sh', ['-c', `exec ${command}`]);
    const { stdout } = await scene.run('ip', ['-4', '-o', 'addr', 'show', 'dev', bridge.name, 'up']);
    const found = [...stdout.matchAll(/inet (\S+)/g)].map(([, address]) => address);
    if (found.join() !== bridge.address)
      throw new Error(
        `${bridge.name}, up: found ${found.join(', ') || 'no address'}, expected ${bridge.address}`,
      );
    return `${commands.length} commands`;
  },
};

/** Whether the scripts of the gateway are clean. */
export const scriptsAreClean: Claim<GatewayWorld> = {
  says: 'The scripts have no fault that shellcheck knows',
  by: 'shellcheck, remarks on style included',
  prove: async ({ scene, folder, faulty }) => {
    const scripts = filesBelow(folder, '.sh').filter((script) => !faulty.has(script));
    await scene.run('shellcheck', ['--severity=style', ...scripts]);
    return `${scripts.length} scripts${faulty.size === 0 ? '' : `, without ${faulty.size} that failed`}`;
  },
};

const namesAreFound: Claim<GatewayWorld> = {
  says: 'Every node finds every machine by name, and itself by its own',
  by: "each node's template rendered by Jinja as cloud-init does, in place of /etc/hosts; getent for every name",
  prove: async ({ scene, hosts, plan: { facts } }) => {
    const etc = join(scene.newFolder('names'), 'hosts');
    writeFileSync(etc, '');
    await scene.run('mount', ['--bind', etc, '/etc/hosts']);
    const near = (host: (typeof facts.hosts)[number]) =>
      host.interfaces.find(({ network }) => network === 'nodes')?.address ?? host.address;
    const machines = [
      ...facts.nodes.map(({ name, address }) => ({ name, address })),
      ...facts.hosts.map((host) => ({ name: host.name, address: near(host) })),
    ];
    let asked = 0;
    try {
      for (const { name: node } of facts.nodes) {
        const template = join(hosts, node, 'hosts.debian.tmpl');
        const { stdout } = await scene.run('/usr/bin/python3', ['-c', render, template, node]);
        writeFileSync(etc, stdout);
        for (const { name, address } of machines) {
          const found = await scene.run('getent', ['ahostsv4', name], { codes: [0, 2] });
          const addresses = [...found.stdout.matchAll(/^(\S+)\s+STREAM/gm)].map(([, one]) => one);
          const expected = name === node ? ['127.0.1.1', address] : [address];
          if (addresses.join() !== expected.join())
            throw new Error(
              `on ${node}, ${name} is ${addresses.join(', ') || 'unknown'}, expected ${expected.join(', ')}`,
            );
          asked += 1;
        }
      }
    } finally {
      await scene.run('umount', ['/etc/hosts']);
    }
    return `${facts.nodes.length} nodes, ${asked} names`;
  },
};

export const hostClaims: readonly Claim<GatewayWorld>[] = [
  bridgeIsMade,
  ...inTurn([unitIsTaken, commandsSucceed]),
  scriptsAreClean,
  namesAreFound,
];

/** What cloud-init does with a template whose first line is Jinja's: that line is dropped, undefined names are an error here. */
const render = `
import sys, jinja2
first, rest = open(sys.argv[1]).read().split("\\n", 1)
assert first == "## template:jinja", first
name = sys.argv[2]
environment = jinja2.Environment(undefined=jinja2.StrictUndefined, trim_blocks=True, keep_trailing_newline=True)
sys.stdout.write(environment.from_string(rest).render(hostname=name, fqdn=name + ".example.com"))
`;
