import { inTurn, needing, suite } from '../../harness';
import { balancerClaims } from './balancer';
import { dhcpClaims } from './dhcp';
import { hostClaims } from './host';
import { firewallClaims, rulesAreRight } from './firewall';
import { trialClaims } from './trial';
import { type GatewayWorld, startGatewayWorld } from './world';

export const gateway = suite<GatewayWorld>({
  name: 'gateway',
  title:
    'HAProxy 2.6, Kea 2.2, dhcpd 4.4, firewalld 1.3, Open vSwitch 3.1, systemd and Jinja with the files of the gateway',
  programs: [],
  memory: 0.6,
  seconds: 40,
  tools: [
    'haproxy',
    'kea',
    'dhcpd',
    'firewalld',
    'python-nftables',
    'python-jsonschema',
    'python-jinja2',
    'dbus',
    'nft',
    'systemd',
    'open-vswitch',
    'shellcheck',
    'setsid',
  ],
  start: startGatewayWorld,
  claims: [
    ...balancerClaims,
    ...dhcpClaims,
    ...firewallClaims,
    ...needing([rulesAreRight], inTurn(trialClaims)),
    ...hostClaims,
  ],
});
