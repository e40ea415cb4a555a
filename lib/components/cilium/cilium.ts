import {
  addressAnnotations,
  awaitedWorkloads,
  type Claim,
  claim,
  type Component,
  connectionChecks,
  declareComponent,
  ingressClasses,
  networkPluginClaims,
  type PlanContext,
  planOf,
  webPages,
} from '../../core';
import { ciliumConnections, ciliumPlugin } from '../../network/plugins/cilium';
import { gatewayClasses } from '../gateway-api';
import { checkNodeSelector, poolClaims } from '../pools';
import { cilium as catalogue } from '../versions';
import { agentWorkload } from './agent';
import { offered, provided, required } from './capabilities';
import { checkCilium } from './check';
import { ciliumCreates } from './creates';
import { addAnnouncement, addPool } from './pools';
import { type CiliumProps, ciliumProps, type CiliumSettings } from './props';
import { ciliumValues } from './values';

/**
 * Cilium: network plugin, kube-proxy's replacement, network policy, and where wanted Hubble's relay and UI, Gateways,
 * Ingresses and load balancers. k3s must run without flannel and, by default, without kube-proxy.
 * @example
 * cilium({
 *   version: '1.19.6',
 *   apiServer: { host: '127.0.0.1', port: 6444 },
 *   hubble: { relay: true, ui: true },
 *   loadBalancer: { pools: [{ name: 'lan', network: 'nodes', range: '192.0.2.240-192.0.2.250' }] },
 * })
 */
export function cilium(props: CiliumProps): Component {
  return declareComponent({ kind: 'cilium' }, ciliumProps, props, (settings, context) => {
    const { name, namespace, loadBalancer, version } = settings;
    const pools = loadBalancer?.pools ?? [];
    checkLoadBalancer(settings, context);
    checkCilium(settings, pools, context);
    return planOf({
      provides: provided(settings),
      offers: offered(settings),
      requires: required(settings),
      claims: [
        ...poolClaims(pools, '.loadBalancer.pools'),
        ...networkClaims(settings),
        // Its operator has two replicas, the second of which waits for a second node; agents wait for the first.
        claim(awaitedWorkloads, { kind: 'daemonset', name: 'cilium' }),
        ...(settings.hubble.ui ? [hubblePage(namespace)] : []),
      ],
      workloads: [agentWorkload(settings)],
      // Agents load programs into the kernel and configure the node's network.
      podSecurity: 'privileged',
      upstream: {
        kind: 'helm',
        repository: catalogue.repository,
        chart: catalogue.chart,
        version,
        release: name,
        values: ciliumValues(settings, pools, context.facts),
        creates: ciliumCreates(settings, namespace),
        serverSideApply: false,
      },
      build: (chart) => {
        for (const pool of pools) addPool(chart, pool, version);
        if (pools.length > 0) addAnnouncement(chart, name, loadBalancer?.announce ?? {});
      },
    });
  });
}

/** What the network model needs to know of packets and policies. */
function networkClaims(settings: CiliumSettings): readonly Claim[] {
  const { version, kubeProxyReplacement, ingress, gatewayApi, loadBalancer, sctp } = settings;
  const address = ingress?.mode === 'shared' ? ingress.address : undefined;
  const installed = { version, kubeProxyReplacement, ...(address !== undefined && { ingress: address }) };
  return [
    claim(networkPluginClaims, ciliumPlugin(installed)),
    claim(connectionChecks, ciliumConnections(version, sctp)),
    // https://docs.cilium.io/en/stable/network/servicemesh/ingress/
    // The chart's `ingressController.default` is false, and nothing here changes it.
    ...(ingress === undefined ? [] : [claim(ingressClasses, { name: 'cilium', isDefault: false })]),
    // The chart makes the class: gatewayAPI.gatewayClass.create.
    ...(gatewayApi === false ? [] : [claim(gatewayClasses, { name: 'cilium' })]),
    // https://docs.cilium.io/en/stable/network/lb-ipam/#requesting-ips; the second is the older one. Without pools of its own,
    // another balancer reads annotations of its own.
    ...(loadBalancer === undefined
      ? []
      : [claim(addressAnnotations, ['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'])]),
  ];
}

/** Hubble's page has no log-in of its own, so no route leads to it. */
function hubblePage(namespace: string): Claim {
  return claim(webPages, {
    title: 'Hubble',
    how: 'The page is at http://localhost:12000 while the command runs. It has no log-in: whoever may forward ports to it sees every flow of the cluster.',
    commands: [`kubectl --namespace ${namespace} port-forward service/hubble-ui 12000:80`],
  });
}

function checkLoadBalancer({ loadBalancer }: CiliumSettings, context: PlanContext): void {
  if (loadBalancer === undefined) return;
  const at = `${context.at}.loadBalancer`;
  checkNodeSelector(loadBalancer.announce.nodeSelector, `${at}.announce.nodeSelector`, context);
}
