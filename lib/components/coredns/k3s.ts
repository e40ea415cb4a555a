import { k8s } from 'cdk8s-plus-28';
import { type ComponentPlan, planOf } from '../../core';
import { renderCorefile } from './corefile';
import { forwardedBlocks, ownZoneBlock, zoneFile, zoneFileName, type Zones } from './zones';

/** Where k3s mounts the ConfigMap; its Corefile imports `*.server` from there. */
const folder = '/etc/coredns/custom';

/** Adds zones to the name server of k3s. Nodes are looked up in reverse there already; hosts are not. */
export function k3sPlan(zones: Zones): ComponentPlan {
  const hosts = zones.names.filter(({ node }) => !node);
  const data = {
    'asterism.server': renderCorefile([ownZoneBlock(zones, folder, hosts), ...forwardedBlocks(zones)]),
    [zoneFileName(zones)]: zoneFile(zones),
  };
  return planOf({
    build: (chart) => {
      new k8s.KubeConfigMap(chart, 'zones', {
        metadata: { name: 'coredns-custom', namespace: 'kube-system' },
        data,
      });
    },
  });
}
