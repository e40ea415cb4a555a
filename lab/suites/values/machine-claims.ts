import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Claim } from '../../harness';
import { each } from './each';
import { filesNamed, type World } from './renderings';

/** What cloud-init does with a template whose first line is Jinja's, with undefined names as errors; then each line as hosts(5) has it. */
const hostsFile = `
import sys, jinja2, ipaddress, re
environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
for file in sys.argv[1:]:
    first, rest = open(file).read().split("\\n", 1)
    assert first == "## template:jinja", (file, first)
    text = environment.from_string(rest).render(hostname="lab-name", fqdn="lab-name.example.com")
    written = rest.rstrip("\\n").replace("{{fqdn}}", "lab-name.example.com").replace("{{hostname}}", "lab-name")
    assert text == written, (file, text)
    for line in text.split("\\n"):
        words = line.split("#")[0].split()
        if not words: continue
        ipaddress.ip_address(words[0])
        assert len(words) > 1 and all(re.fullmatch(r"[a-zA-Z0-9.-]+", word) for word in words[1:]), (file, line)
`;

/** GLib's key files, which NetworkManager reads, are of this form: one value for each key, and nothing else. */
const keyFile = `
import sys, configparser
for file in sys.argv[1:]:
    settings = configparser.ConfigParser(interpolation=None, delimiters=("=",), comment_prefixes=("#",))
    settings.read(file)
    assert settings.sections() == ["keyfile"] and list(settings["keyfile"]) == ["unmanaged-devices"], file
`;

/** Hands all files of a name to one program of Python. */
async function python(world: World, program: string, pattern: RegExp): Promise<string> {
  const files = filesNamed(world, pattern);
  await world.scene.run('python3', ['-c', program, ...files.map(({ file }) => file)], { cwd: world.folder });
  return `${files.length} files`;
}

export const machineClaims: readonly Claim<World>[] = [
  {
    says: 'dhcpd takes every DHCP server with hostile values, where it runs in place of Kea',
    by: "dhcpd -t of what ISC's server gets for the same hosts",
    prove: (world) => {
      const leases = join(world.scene.folder, 'dhcpd.leases');
      writeFileSync(leases, '');
      const files = filesNamed(world, /dhcpd\.conf$/);
      return each(world, files, (file) => ['dhcpd', '-t', '-cf', file, '-lf', leases]);
    },
  },
  {
    says: 'systemd takes every unit with hostile values without a word',
    by: 'systemd-analyze verify of each file, beside a unit of the name that Open vSwitch has',
    prove: async (world) => {
      const units = world.scene.newFolder('units');
      writeFileSync(join(units, 'openvswitch.service'), '[Service]\nExecStart=/bin/true\n');
      return each(
        world,
        filesNamed(world, /\.service$/),
        (file) => ['env', `SYSTEMD_UNIT_PATH=${units}:`, 'systemd-analyze', 'verify', '--man=no', file],
        ({ code, stdout, stderr }) => code === 0 && `${stdout}${stderr}` === '',
      );
    },
  },
  {
    says: 'systemd takes every list of folders to make with hostile values',
    by: 'systemd-tmpfiles --create with a root of its own',
    prove: async (world) => {
      const root = world.scene.newFolder('tmpfiles');
      mkdirSync(join(root, 'etc'));
      for (const names of ['etc/passwd', 'etc/group']) copyFileSync(`/${names}`, join(root, names));
      return each(world, filesNamed(world, /haproxy\.conf$/), (file) => [
        ...['systemd-tmpfiles', '--create', `--root=${root}`, file],
      ]);
    },
  },
  {
    says: 'Names of hosts and cards of the gateway have the form that cloud-init and NetworkManager read, whatever the values',
    by: 'Jinja, then the form of hosts(5); the form of key files in place of NetworkManager, which the lab does not have',
    prove: async (world) => {
      const hosts = await python(world, hostsFile, /hosts\.debian\.tmpl$/);
      const cards = await python(world, keyFile, /open-vswitch\.conf$/);
      return `${hosts} of names, ${cards} of cards`;
    },
  },
];
