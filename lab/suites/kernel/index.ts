import { type Scene as LabScene, suite } from '../../harness';
import { type Proxmox, proxmoxClaims, startProxmox } from './proxmox';

interface World {
  readonly proxmox: Proxmox;
}

export const kernel = suite({
  name: 'kernel',
  title: 'the rules that ship for hosts, in the kernel: network namespaces with bridges, VXLAN and pods',
  programs: [],
  tools: ['nft', 'bridge', 'nsenter'],
  start: async (lab: LabScene): Promise<World> => ({ proxmox: await startProxmox(lab) }),
  claims: proxmoxClaims.map(({ prove, ...face }) => ({
    ...face,
    prove: ({ proxmox }: World) => prove(proxmox),
  })),
});
