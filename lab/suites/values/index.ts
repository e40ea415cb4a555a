import { readdirSync } from 'node:fs';
import { type Claim, suite } from '../../harness';
import { postgresqlClaims } from './postgresql-claims';
import { readerClaims } from './reader-claims';
import { openWorld, type World } from './renderings';

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
    'nft 1.0, HAProxy 2.6, Kea 2.2, firewalld 1.3, Nix 2.8, dash and PostgreSQL 15, with files in which hostile values stand',
  programs: [],
  tools: ['nft', 'haproxy', 'kea', 'firewalld', 'python-nftables', 'python-jsonschema', 'nix', 'postgresql'],
  memory: 1,
  seconds: 90,
  start: async (scene) => Promise.resolve(openWorld(scene)),
  claims: [areTried, ...readerClaims, ...postgresqlClaims, nothingHappened],
});
