import { readdirSync } from 'node:fs';
import { type Claim, suite } from '../../harness';
import { dnsClaims } from './dns-claims';
import { machineClaims } from './machine-claims';
import { pipelineClaims } from './pipeline-claims';
import { postgresqlClaims } from './postgresql-claims';
import { readerClaims } from './reader-claims';
import { openWorld, type World } from './renderings';
import { scriptClaims } from './script-claims';
import { settingsClaims } from './settings-claims';
import { tofuClaims } from './tofu-claims';

const areTried: Claim<World> = {
  says: 'Of hostile values for every leaf of facts and props, those that a cluster takes are rendered',
  by: 'dangerous and odd text and numbers, and changes of values that are right; the parsers of the shapes, then synth',
  prove: ({ tried, taken, clusters, files }) => {
    if (tried < 50_000 || taken < 1000) throw new Error(`${tried} values were tried and ${taken} taken`);
    return `${tried} values, ${taken} taken in ${clusters} clusters, ${files.length} different files`;
  },
};

const nothingHappened: Claim<World> = {
  says: 'No reader was made to do anything by a value',
  by: 'the folder in which every reader ran, which holds nothing but what was written there before',
  prove: ({ folder }) => {
    const found = readdirSync(folder).filter((name) => !['files', 'firewalld', 'passwords'].includes(name));
    if (found.length > 0) throw new Error(`found ${found.join(', ')}`);
    return 'nothing';
  },
};

export const values = suite<World>({
  name: 'values',
  title:
    'every file with hostile values, read by its program: nft, HAProxy, Kea, dhcpd, firewalld, systemd, Nix, OpenTofu, CoreDNS, Kafka, PostgreSQL, dash',
  programs: ['coredns', 'kafka', 'kafka-zookeeper', 'opentofu', 'terraform-provider-proxmox'],
  tools: [
    'nft',
    'haproxy',
    'kea',
    'dhcpd',
    'firewalld',
    'python-nftables',
    'python-jsonschema',
    'python-jinja2',
    'systemd',
    'nix',
    'java',
    'postgresql',
  ],
  memory: 1.5,
  seconds: 130,
  start: async (scene) => Promise.resolve(openWorld(scene)),
  claims: [
    areTried,
    ...readerClaims,
    ...scriptClaims,
    ...machineClaims,
    ...dnsClaims,
    ...settingsClaims,
    ...pipelineClaims,
    ...tofuClaims,
    ...postgresqlClaims,
    nothingHappened,
  ],
});
