import { type Claim, claim, declareSystem, factsChecks, type SystemDeclaration } from '../../inventory';
import { machineFiles } from '../machine-file';
import { nftablesClaims } from '../nftables/claim';
import { scp, ssh } from '../runbook/commands';
import { deployments } from '../runbook/step';
import { checkNixos } from './check';
import { nixosReleases } from './claim';
import { nixosFiles } from './files';
import { type NixosProps, nixosProps } from './props';

/**
 * NixOS, for a node whose machine says what hardware it has, such as a VM, and for a host that is a container on Proxmox. asterism
 * writes the whole configuration, with a packet filter.
 * @example
 * const nixos2511 = nixos({ release: '25.11' });
 */
export function nixos(props: NixosProps): SystemDeclaration {
  return declareSystem('nixos', nixosProps, props, ({ release }) => ({
    title: 'NixOS',
    filtersSsh: true,
    keysOnly: true,
    macFor: 'NixOS finds the interface by it',
    claims: [claim(nixosReleases, release), ...nixosClaims],
  }));
}

/** What holds for all machines that run NixOS. */
const nixosClaims: readonly Claim[] = [
  claim(factsChecks, checkNixos),
  ...nftablesClaims,
  claim(machineFiles, nixosFiles),
  // `nixos-rebuild` reads /etc/nixos, wherever it is called.
  claim(deployments, (machine, folder) => [
    scp(machine, [`${folder}/*`], '/etc/nixos/'),
    ssh(machine, 'nixos-rebuild switch'),
  ]),
];
