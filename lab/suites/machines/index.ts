import { inTurn, needing, type Scene, suite } from '../../harness';
import { filesAreRead, flakeIsWhole, readBackClaims } from './nix-claims';
import { nodeClaims } from './node-claims';
import { flagsAreKnown, optionsAreKnown } from './option-claims';
import { postgresqlClaims } from './postgresql-claims';
import { vmClaims } from './vm-claims';
import { openWorld } from './world';

export const machines = suite({
  name: 'machines',
  title:
    'Nix 2.8 without nixpkgs, OpenTofu 1.10 and the provider for Proxmox, and PostgreSQL 15, with what ships for the machines beneath the clusters',
  programs: ['opentofu', 'terraform-provider-proxmox'],
  memory: 0.6,
  seconds: 20,
  tools: ['nix', 'postgresql'],
  start: (scene: Scene) => openWorld(scene),
  claims: [
    ...inTurn([filesAreRead, flakeIsWhole, optionsAreKnown, flagsAreKnown]),
    ...needing([flagsAreKnown], readBackClaims),
    ...nodeClaims,
    ...vmClaims,
    ...postgresqlClaims,
  ],
});
