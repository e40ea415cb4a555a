import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nameServerPort } from '../../../lib/inventory';
import { nixosReleaseOf, runsNixos } from '../../../lib/machines/nixos/claim';
import { vmOf } from '../../../lib/machines/proxmox/claim';
import { nixMistake } from '../../drivers/nix/nix';
import { textMistake } from '../../drivers/text-mistake';
import { type Claim, demand, same } from '../../harness';
import { flakeOf, machineOf, names } from './machine';
import { sameFields } from './same-fields';
import { hostFile, type World } from './world';

export const filesAreRead: Claim<World> = {
  says: 'Nix reads every file of its language, and none in which a bracket is missing',
  by: 'nix-instantiate --parse of every .nix, and of each without its last bracket',
  prove: async ({ scene, tree }) => {
    const folder = join(tree, 'dist/proxmox/hosts');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      path.endsWith('.nix'),
    );
    const broken = join(scene.folder, 'broken.nix');
    for (const file of files) {
      const mistake = await nixMistake(scene, join(folder, file));
      demand(mistake === undefined, `${file}: ${mistake ?? ''}`);
      const text = readFileSync(join(folder, file), 'utf8');
      writeFileSync(broken, text.replace(/\}\n$/, '\n'));
      demand((await nixMistake(scene, broken)) !== undefined, `${file}: passes without its last bracket`);
    }
    demand(files.length > 8, `only ${files.length} files`);
    return `${files.length} files`;
  },
};

export const flakeIsWhole: Claim<World> = {
  says: 'The flake makes every NixOS machine of the inventory, and no other, from modules that set nothing twice',
  by: 'nix-instantiate --eval --strict of the flake, with stubs in the place of nixpkgs and of the module system',
  prove: async (world) => {
    const { nixpkgs, machines } = await flakeOf(world);
    same('machines', Object.keys(machines).sort(), [...names(world)].sort());
    same(
      'nixpkgs',
      nixpkgs,
      `github:NixOS/nixpkgs/nixos-${nixosReleaseOf(world.facts.nodes[0] ?? {}) ?? ''}`,
    );
    return `${names(world).length} machines`;
  },
};

const factsAreTheirs: Claim<World> = {
  says: 'Name, address, way out, name servers and keys of each machine are those of the inventory',
  by: 'the evaluated machines, read back against the facts',
  prove: async (world) => {
    const { facts } = world;
    for (const one of [
      ...facts.nodes,
      ...facts.hosts.filter(runsNixos).map((host) => ({ ...host, mac: undefined })),
    ]) {
      const { name, address, mac } = one;
      const machine = await machineOf(world, name);
      same(`${name}: host name`, machine.networking.hostName, name);
      const cards = Object.values(machine.systemd.network.networks);
      same(`${name}: cards`, cards, [
        {
          matchConfig: mac === undefined ? { Name: 'eth0' } : { MACAddress: mac },
          address: [`${address}/24`],
          gateway: [facts.networks.nodes.gateway],
        },
      ]);
      const dns = facts.hosts
        .filter((host) => nameServerPort(host) !== undefined)
        .map((host) => host.address);
      same(
        `${name}: name servers`,
        machine.environment.etc['resolv.conf']?.text,
        dns.map((server) => `nameserver ${server}\n`).join(''),
      );
      same(
        `${name}: keys`,
        machine.users.users.root.openssh.authorizedKeys.keys,
        facts.administrators?.sshKeys,
      );
      same(`${name}: release`, machine.system.stateVersion, nixosReleaseOf(one));
      const { PasswordAuthentication, KbdInteractiveAuthentication } = machine.services.openssh.settings;
      same(`${name}: passwords`, [PasswordAuthentication, KbdInteractiveAuthentication], [false, false]);
    }
    return `${names(world).length} machines`;
  },
};

const filterIsLoaded: Claim<World> = {
  says: 'Each machine loads its own packet filter, beside nothing of NixOS, and without emptying other tables',
  by: 'the evaluated machines: rulesetFile, flushRuleset and the firewall of NixOS',
  prove: async (world) => {
    const { filters } = await flakeOf(world);
    for (const name of names(world)) {
      const { nftables, firewall } = (await machineOf(world, name)).networking;
      same(
        `${name}: switches`,
        [nftables.enable, nftables.flushRuleset, firewall.enable],
        [true, false, false],
      );
      const own = `${name}/nftables.nft`;
      const text = hostFile(world, 'proxmox', own);
      demand(filters[name] === text, `${name}: rulesetFile is ${nftables.rulesetFile}, expected ${own}`);
      demand(text.includes('policy drop'), `${own}: nothing in it drops what no rule accepts`);
    }
    return `${names(world).length} machines`;
  },
};

const nodesAreRight: Claim<World> = {
  says: 'VMs run the guest agent, boot from their own root, and are agents or servers of k3s as the inventory has it',
  by: 'the evaluated nodes, k3s included: role, server, token file and flags',
  prove: async (world) => {
    const { facts } = world;
    for (const node of facts.nodes) {
      const { name, address, role } = node;
      const machine = await machineOf(world, name);
      same(`${name}: guest agent`, machine.services.qemuGuest, { enable: true });
      same(`${name}: from nixpkgs`, machine.fromNixpkgs, ['nixpkgs/profiles/qemu-guest.nix']);
      const uuid = vmOf(node)?.vm.rootUuid ?? '';
      same(`${name}: root`, machine.fileSystems?.['/']?.device, `/dev/disk/by-uuid/${uuid}`);
      const network =
        role === 'agent'
          ? []
          : [
              '--cluster-cidr=10.42.0.0/16',
              '--service-cidr=10.43.0.0/16',
              '--cluster-dns=10.43.0.10',
              '--tls-san=172.22.0.134',
              '--disable=servicelb',
              '--disable=traefik',
            ];
      sameFields(`${name}: k3s`, machine.services.k3s ?? {}, {
        enable: true,
        extraFlags: [`--node-name=${name}`, `--node-ip=${address}`, ...network],
        package: 'nixpkgs#k3s_1_33',
        role,
        ...(role === 'agent' && { serverAddr: 'https://172.22.0.134:6443' }),
        tokenFile: '/etc/rancher/k3s/token',
      });
    }
    return `${facts.nodes.length} nodes`;
  },
};

const databaseHost: Claim<World> = {
  says: 'The database host takes exactly the shipped lines of pg_hba.conf, and its passwords from files of root',
  by: 'the evaluated container: authentication, and the unit that runs init.sql',
  prove: async (world) => {
    const { host, owner } = world.database;
    const machine = await machineOf(world, host);
    same('modules', machine.fromNixpkgs, ['nixpkgs/virtualisation/proxmox-lxc.nix']);
    const shipped = hostFile(world, 'proxmox', `${host}/pg_hba.conf`);
    const mistake = textMistake(
      `${host}: authentication`,
      machine.services.postgresql?.authentication,
      shipped,
    );
    demand(mistake === undefined, mistake ?? '');
    same('listens', machine.services.postgresql?.enableTCPIP, true);
    const unit = JSON.stringify(machine.systemd);
    for (const expected of [
      new RegExp(`"LoadCredential":\\["${owner}:/etc/secrets/postgresql/${owner}"\\]`),
      /"ExecStart":"[^"]*psql [^"]*--file=\/nix\/store\/[^"]*-init\.sql"/,
    ])
      demand(expected.test(unit), `${host}, systemd: found ${unit}, expected ${String(expected)}`);
    return 'one host';
  },
};

/** What is read back from machines. */
export const readBackClaims: readonly Claim<World>[] = [
  factsAreTheirs,
  filterIsLoaded,
  nodesAreRight,
  databaseHost,
];
