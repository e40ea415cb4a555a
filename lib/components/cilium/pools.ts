import type { Chart } from 'cdk8s';
import {
  CiliumL2AnnouncementPolicy,
  CiliumLoadBalancerIPPool,
  CiliumLoadBalancerIPPoolV2Alpha1,
} from '../../../imports/cilium.io';
import { type AddressPool, syncWave } from '../../core';
import { cilium as catalogue } from '../versions';
import type { CiliumSettings } from './props';

/** Cilium's operator makes the definitions of these kinds when it starts, so they wait until it is healthy. */
const annotations = syncWave(1);

/** Adds a pool, with the version of its kind that this line of Cilium serves. */
export function addPool(chart: Chart, pool: AddressPool, version: CiliumSettings['version']): void {
  const props = {
    metadata: { name: pool.name, annotations },
    spec: { blocks: [{ start: pool.range.first, stop: pool.range.last }] },
  };
  switch (catalogue.lines[version].poolVersion) {
    case 'v2alpha1':
      new CiliumLoadBalancerIPPoolV2Alpha1(chart, `pool-${pool.name}`, props);
      return;
    case 'v2':
      new CiliumLoadBalancerIPPool(chart, `pool-${pool.name}`, props);
  }
}

/** Adds the policy that has the addresses of all pools announced: without it a pool hands out addresses for which no node answers ARP. */
export function addAnnouncement(
  chart: Chart,
  name: string,
  announce: NonNullable<CiliumSettings['loadBalancer']>['announce'],
): void {
  const { interfaces, nodeSelector } = announce;
  new CiliumL2AnnouncementPolicy(chart, 'announcement', {
    metadata: { name, annotations },
    spec: {
      loadBalancerIPs: true,
      ...(interfaces !== undefined && { interfaces: interfaces.map(exactly) }),
      ...(nodeSelector !== undefined && { nodeSelector: { matchLabels: nodeSelector } }),
    },
  });
}

/** Cilium reads a regular expression that may match anywhere: a plain `eth0` would mean `veth0a1b` as well. */
function exactly(device: string): string {
  return `^${device.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`;
}
