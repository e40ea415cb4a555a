import { placeholder } from '../../values';
import { hostTexts, vmCluster } from '../../testing/machines';
import { nixString } from './text';

const texts = hostTexts(vmCluster);
const machines = ['ada', 'bob', 'db'];

test('the folder of a machine is whole by itself: what is imported or read lies beside it', () => {
  for (const name of machines) {
    const files = Object.entries(texts).filter(([path]) => path.startsWith(`${name}/`));
    const named = files.flatMap(([, text]) =>
      [...text.matchAll(/[ {(]\.\/([\w.-]+[\w])/g)].map(([, file]) => file),
    );
    expect(named.length).toBeGreaterThan(2);
    for (const file of named) expect(Object.keys(texts)).toContain(`${name}/${file ?? ''}`);
  }
});

test('the flake names every machine, and pins nixpkgs to the release that they were installed with', () => {
  const flake = texts['flake.nix'] ?? '';
  expect(flake).toContain('"github:NixOS/nixpkgs/nixos-25.11"');
  expect([...flake.matchAll(/"(\w+)" = nixpkgs/g)].map(([, name]) => name)).toEqual(machines);
});

test('no user logs in with a password, and root only with a key that the inventory names', () => {
  for (const name of machines) {
    const text = texts[`${name}/configuration.nix`];
    expect(text).toContain('PasswordAuthentication = false;');
    expect(text).toContain('KbdInteractiveAuthentication = false;');
    expect(text).toMatch(/authorizedKeys\.keys = \[\n {4}"ssh-ed25519 AAAA admin@example\.com"\n {2}\];/);
  }
});

test("only our own packet filter is loaded, and loading it leaves those of the pods' network alone", () => {
  for (const name of machines) {
    const text = texts[`${name}/configuration.nix`];
    expect(text).toContain('networking.firewall.enable = false;');
    expect(text).toContain('flushRuleset = false;');
    expect(text).toContain('rulesetFile = ./nftables.nft;');
  }
});

test('a VM finds its card by its MAC address and runs the guest agent; a container does neither', () => {
  expect(texts['ada/configuration.nix']).toContain('matchConfig.MACAddress = "00:00:5E:00:53:11";');
  expect(texts['ada/configuration.nix']).toContain('services.qemuGuest.enable = true;');
  expect(texts['db/configuration.nix']).toContain('matchConfig.Name = "eth0";');
  expect(texts['db/configuration.nix']).not.toContain('qemuGuest');
});

test('the machine asks the name servers of the site: the module contains resolv.conf itself', () => {
  for (const name of machines) {
    const text = texts[`${name}/configuration.nix`];
    expect(text).toContain('environment.etc."resolv.conf".text = "nameserver 203.0.113.53\\n";');
    expect(text).not.toContain('networking.nameservers =');
  }
});

test('roles and databases are made when PostgreSQL takes changes', () => {
  const text = texts['db/postgresql.nix'];
  for (const key of ['after', 'requires']) expect(text).toContain(`${key} = [ "postgresql.target" ];`);
});

test('a host with two networks has one way out', () => {
  const cards = [
    { name: 'eth0', network: 'storage', address: '198.18.0.2' },
    { name: 'eth1', network: 'nodes', address: '192.0.2.20' },
    { name: 'eth2', network: 'spare', address: '198.19.0.2' },
  ];
  const networks = {
    ...vmCluster.networks,
    storage: { cidr: '198.18.0.0/24' },
    spare: { cidr: '198.19.0.0/16', gateway: '198.19.0.1' },
  };
  const [db, ...others] = vmCluster.hosts ?? [];
  const hosts = [{ ...db, input: { ...db?.input, interfaces: cards } }, ...others];
  const text = hostTexts(Object.assign({ ...vmCluster }, { networks, hosts }))['db/configuration.nix'] ?? '';
  expect(text.match(/(address|gateway) = .*/g)).toEqual([
    'address = [ "198.18.0.2/24" ];',
    'address = [ "192.0.2.20/24" ];',
    'gateway = [ "192.0.2.1" ];',
    'address = [ "198.19.0.2/16" ];',
  ]);
});

test('what is still a placeholder is reported beside its example', () => {
  const open = {
    ...vmCluster,
    administrators: {
      networks: ['198.51.100.0/24'],
      sshKeys: [placeholder('ssh-ed25519 AAAAexample', 'your key')],
    },
  };
  expect(hostTexts(open)['ada/configuration.nix']).toContain(
    '# placeholder: your key\n    "ssh-ed25519 AAAAexample"',
  );
});

test('Nix reads no expression in a string', () => {
  expect(nixString('a "b" ${c} \\ d\n')).toBe('"a \\"b\\" \\${c} \\\\ d\\n"');
});
