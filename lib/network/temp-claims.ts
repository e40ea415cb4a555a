import * as v from 'valibot';
import type { Claimed } from '../inventory';
import type { ClusterPlan } from '../plan';
import { parseIpv4 } from '../values';
import { addressAnnotations } from './balanced-ports';
import { flow, hostFlowClaims, nodes } from './flows/zone';
import { networkPluginClaims } from './plugin';
import { ciliumPlugin } from './plugins/cilium';

export function tempClaims({ facts, components }: ClusterPlan): readonly Claimed[] {
  const cilium = components.find(({ kind }) => kind === 'cilium');
  const values = cilium?.upstream?.kind === 'helm' ? cilium.upstream.values : {};
  const version = cilium?.upstream?.kind === 'helm' ? cilium.upstream.version : '';
  const read = v.safeParse(
    v.object({
      ingressController: v.object({
        service: v.object({ annotations: v.object({ 'lbipam.cilium.io/ips': v.string() }) }),
      }),
    }),
    values,
  );
  const parsed = read.success
    ? parseIpv4(read.output.ingressController.service.annotations['lbipam.cilium.io/ips'])
    : undefined;
  const value =
    cilium !== undefined
      ? ciliumPlugin({
          version,
          kubeProxyReplacement: !facts.distribution.kubeProxy,
          ...(parsed !== undefined && 'value' in parsed && { ingress: parsed.value }),
        })
      : undefined;
  return [
    ...facts.distribution.claims,
    ...(value === undefined ? [] : [{ kind: networkPluginClaims, value, by: 'x', at: 'x' }]),
    {
      kind: addressAnnotations,
      value: [
        'metallb.io/loadBalancerIPs',
        'metallb.universe.tf/loadBalancerIPs',
        'lbipam.cilium.io/ips',
        'io.cilium/lb-ipam-ips',
      ],
      by: 'x',
      at: 'x',
    },
    ...(components.some(({ kind }) => kind === 'metallb')
      ? [
          {
            kind: hostFlowClaims,
            value: () =>
              (['tcp', 'udp'] as const).map((transport) =>
                flow(nodes, nodes, transport, 7946, 'MetalLB speakers find each other'),
              ),
            by: 'x',
            at: 'x',
          },
        ]
      : []),
  ];
}
