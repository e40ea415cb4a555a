import {
  awaitedWorkloads,
  capability,
  claim,
  type ComponentPlan,
  type Connection,
  type PlanContext,
  planOf,
  podLabels,
} from '../../core';
import { renderCorefile, type ServerBlock } from './corefile';
import { asking, type Forwarder, forwardersTo } from './forwarders';
import { buildNameServer, objectName, ports } from './objects';
import type { OwnCorednsSettings } from './props';
import {
  forwardedBlocks,
  hostsLines,
  metrics,
  ownZoneBlock,
  zoneFile,
  zoneFileName,
  type Zones,
} from './zones';

const folder = '/etc/coredns';

/** The name server that every pod asks. */
const clusterDns = capability({
  name: 'cluster-dns',
  means: 'the name server that every pod asks',
  from: "list coredns({ mode: 'replace' })",
  exclusive: 'two name servers would take turns',
  role: 'cluster DNS',
});

/** Runs a name server of our own at the address that every pod asks. */
export function replacePlan(
  identity: { readonly kind: string; readonly name: string },
  settings: OwnCorednsSettings,
  zones: Zones,
  context: PlanContext,
): ComponentPlan {
  const { at, facts } = context;
  const upstream = forwardersTo(settings.upstream, `${at}.upstream`, context);
  const corefile = renderCorefile([
    mainBlock(zones, upstream, facts.clusterDomain),
    ownZoneBlock(zones, folder, []),
    ...forwardedBlocks(zones),
  ]);
  const pods = { ...podLabels(identity, 'dns'), 'k8s-app': 'kube-dns' };
  return planOf({
    provides: [clusterDns],
    claims: [claim(awaitedWorkloads, { kind: 'deployment', name: objectName })],
    workloads: [
      {
        name: 'dns',
        pods,
        hostNetwork: false,
        listens: ports.map(({ name, port, transport, open }) => ({ name, port, transport, open })),
        connects: [
          { to: { kind: 'kube-apiserver' }, why: 'watch Services and where they lead' },
          ...outside(upstream),
          ...zones.forwarded.flatMap(({ forwarders }) =>
            forwarders.flatMap(({ connections }) => connections),
          ),
        ],
      },
    ],
    build: (chart) => {
      buildNameServer(chart, {
        identity,
        pods,
        replicas: settings.replicas,
        address: facts.dnsService,
        files: { Corefile: corefile, [zoneFileName(zones)]: zoneFile(zones) },
        folder,
        cpu: settings.cpu,
        memory: settings.memory,
      });
    },
  });
}

/** The block for everything that has no block of its own. */
function mainBlock(zones: Zones, upstream: readonly Forwarder[], clusterDomain: string): ServerBlock {
  const asked = upstream.length === 0 ? ['/etc/resolv.conf'] : upstream.map(({ target }) => target);
  const reverse = ['in-addr.arpa', 'ip6.arpa'];
  return {
    zones: ['.'],
    plugins: [
      { name: 'errors' },
      // Goes on answering for five seconds after it was told to end, until kube-proxy sends it no more queries.
      { name: 'health', options: ['lameduck 5s'] },
      { name: 'ready' },
      {
        name: 'kubernetes',
        args: [clusterDomain, ...reverse],
        options: ['pods insecure', `fallthrough ${reverse.join(' ')}`],
      },
      // For short names and for looking addresses up in reverse; full names have a block of their own.
      { name: 'hosts', args: ['/dev/null'], options: hostsLines(zones, true) },
      metrics,
      { name: 'forward', args: ['.', ...asked] },
      { name: 'cache', args: ['30'] },
      { name: 'loop' },
      { name: 'reload' },
      { name: 'loadbalance' },
    ],
  };
}

/** The node's resolv.conf names servers that the inventory does not know. */
function outside(upstream: readonly Forwarder[]): readonly Connection[] {
  if (upstream.length > 0) return upstream.flatMap(({ connections }) => connections);
  return asking('*', [], 'ask the name servers of the node');
}
