import { type Scene, suite } from '../../harness';
import { nixClaims } from './nix-claims';
import { nodeClaims } from './node-claims';
import { optionClaims } from './option-claims';
import { postgresqlClaims } from './postgresql-claims';
import { openWorld } from './world';

export const machines = suite({
  name: 'machines',
  title: 'Nix 2.8 without nixpkgs, and PostgreSQL 15, with what ships for the machines beneath the clusters',
  programs: [],
  memory: 0.4,
  tools: ['nix', 'postgresql'],
  start: (scene: Scene) => openWorld(scene),
  claims: [...nixClaims, ...optionClaims, ...nodeClaims, ...postgresqlClaims],
});
