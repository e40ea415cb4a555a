import { type Scene, suite } from '../../harness';
import { balancerClaims } from '../gateway/balancer';
import { dhcpClaims } from '../gateway/dhcp';
import { firewallClaims } from '../gateway/firewall';
import { type Pi, startPi } from './pi';
import { piClaims } from './pi-claims';
import { type Proxmox, proxmoxClaims, startProxmox } from './proxmox';

interface World {
  readonly proxmox: Proxmox;
  readonly pi: Pi;
}

export const kernel = suite({
  name: 'kernel',
  title:
    'the rules that ship for hosts, in the kernel, with firewalld 1.3, HAProxy 2.6 and Kea 2.2: network namespaces with bridges, VXLAN and pods',
  programs: [],
  memory: 1.8,
  seconds: 90,
  restsOn: [...balancerClaims, ...dhcpClaims, ...firewallClaims],
  tools: [
    'nft',
    'bridge',
    'nsenter',
    'firewalld',
    'python-nftables',
    'dbus',
    'haproxy',
    'systemd',
    'kea',
    'busybox',
  ],
  start: async (lab: Scene): Promise<World> => ({
    proxmox: await startProxmox(lab),
    pi: await startPi(lab),
  }),
  claims: [
    ...proxmoxClaims.map(({ prove, ...face }) => ({
      ...face,
      prove: ({ proxmox }: World) => prove(proxmox),
    })),
    ...piClaims.map(({ prove, ...face }) => ({ ...face, prove: ({ pi }: World) => prove(pi) })),
  ],
});
