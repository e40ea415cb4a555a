import { type Capability, capability, type Requirement } from '../../core';
import { gatewayApiDefinitions } from '../gateway-api';
import { loadBalancers } from '../load-balancers';
import type { CiliumSettings } from './props';

/** Cilium as the network of the pods, with the kinds of its own policies. */
export const ciliumNetwork = capability({
  name: 'cilium',
  means: 'the network of pods, and the kinds of policies of Cilium',
  from: 'list cilium()',
  exclusive: 'two network plugins fight over the pods',
  role: 'network plugin',
});

/** Envoy in Cilium's agents, which serves Ingresses and Gateways. */
const ciliumIngress = capability({
  name: 'cilium-ingress',
  means: 'Ingresses or Gateways, served by Cilium',
  from: 'write ingress or gatewayApi in cilium({ … })',
  role: 'ingress',
});

/** Addresses of Services from Cilium's pools. */
const ciliumBalancers = capability({ ...loadBalancers, from: 'write loadBalancer in cilium({ … })' });

/** What a cluster has by Cilium. */
export function provided(settings: CiliumSettings): readonly Capability[] {
  return [
    ciliumNetwork,
    ...(settings.loadBalancer === undefined ? [] : [ciliumBalancers]),
    ...(balanced(settings).length === 0 ? [] : [ciliumIngress]),
  ];
}

/** What Cilium could serve as well. */
export function offered(settings: CiliumSettings): readonly Capability[] {
  return [
    ...(settings.loadBalancer === undefined ? [ciliumBalancers] : []),
    ...(balanced(settings).length === 0 ? [ciliumIngress] : []),
  ];
}

/** What Cilium needs of others. */
export function required(settings: CiliumSettings): readonly Requirement[] {
  const served = balanced(settings);
  return [
    ...(settings.gatewayApi === false
      ? []
      : [{ capability: gatewayApiDefinitions, why: 'for the kinds GatewayClass and Gateway' }]),
    // Whatever gives out the addresses has pods, for which Cilium comes first.
    ...(served.length === 0
      ? []
      : [
          {
            capability: 'load balancers' as const,
            why: `for the addresses of its ${served.join(' and ')}`,
            mayComeLater: true,
          },
        ]),
  ];
}

/** What it serves at addresses of load balancers. */
function balanced({ ingress, gatewayApi }: CiliumSettings): readonly string[] {
  return [...(ingress === undefined ? [] : ['Ingresses']), ...(gatewayApi === false ? [] : ['Gateways'])];
}
