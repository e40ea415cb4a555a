import {
  type AddressPool,
  cidrContains,
  type Ipv4,
  type PlanContext,
  rangeContains,
  withoutApi,
} from '../../core';
import { cilium as catalogue } from '../versions';
import type { CiliumSettings } from './props';
import { roomForNodes } from './values';

/** Reports what contradicts itself in the settings, or the facts of the cluster. */
export function checkCilium(
  settings: CiliumSettings,
  pools: readonly AddressPool[],
  context: PlanContext,
): void {
  checkKubeProxy(settings, context);
  checkApiServer(settings, context);
  checkPodNetwork(context);
  checkGatewayApi(settings, context);
  checkIngress(settings, pools, context);
  if (settings.hubble.ui && !settings.hubble.relay)
    context.report({
      at: `${context.at}.hubble.ui`,
      reason: 'is true without the relay, from which the UI reads',
      next: 'write relay: true',
    });
}

function checkKubeProxy(settings: CiliumSettings, { at, facts, report }: PlanContext): void {
  const place = `${at}.kubeProxyReplacement`;
  const { kubeProxy, title } = facts.distribution;
  if (settings.kubeProxyReplacement && kubeProxy)
    report({
      at: place,
      reason: `is true, and ${title} runs kube-proxy as well: both would translate the same Services`,
      next: `write ${facts.name}.distribution.kubeProxy: false, or kubeProxyReplacement: false`,
    });
  if (settings.kubeProxyReplacement) return;
  if (!kubeProxy)
    report({
      at: place,
      reason: `is false, and ${title} runs no kube-proxy: nothing would translate Services`,
      next: `write kubeProxyReplacement: true, or ${facts.name}.distribution.kubeProxy: true`,
    });
  const needing = [
    ...(settings.gatewayApi === false ? [] : ['gatewayApi']),
    ...(settings.ingress === undefined ? [] : ['ingress']),
    ...(settings.loadBalancer === undefined ? [] : ['loadBalancer']),
  ];
  if (needing.length > 0)
    report({
      at: place,
      reason: `is false, and ${needing.join(', ')} ${needing.length > 1 ? 'need' : 'needs'} it`,
      next: `write true, or drop ${needing.join(', ')}`,
    });
}

function checkApiServer(settings: CiliumSettings, { at, facts, report }: PlanContext): void {
  const { apiServer } = settings;
  const place = `${at}.apiServer`;
  const { localApi, title } = facts.distribution;
  const next =
    localApi === undefined
      ? 'write the address of a server, or of what balances the API'
      : `write { host: '${localApi.host}', port: ${localApi.port} }, which on ${title} answers on every node`;
  if (apiServer === undefined) {
    if (settings.kubeProxyReplacement)
      report({ at: place, reason: 'is missing, and without kube-proxy no agent finds the API', next });
    return;
  }
  const { host, port } = apiServer;
  const inServices = host.by === 'address' && cidrContains(facts.networks.services.cidr, host.address);
  if (inServices) {
    if (settings.kubeProxyReplacement)
      report({
        at: `${place}.host`,
        reason: `"${host.address}" is the address of a Service, which only Cilium translates, once it runs`,
        next,
      });
    return;
  }
  if (host.by === 'address' && host.address.startsWith('127.')) {
    if (host.address !== localApi?.host || port !== localApi.port)
      report({
        at: place,
        reason: `is ${host.address}:${port}, where ${title} does not listen on every node`,
        next,
      });
    return;
  }
  const address = host.by === 'address' ? host.address : addressOf(host.name, facts);
  const wrong = address === undefined ? undefined : withoutApi(facts, address);
  if (wrong !== undefined) report({ at: `${place}.host`, reason: `is ${address}, ${wrong}`, next });
}

/** The first address of a machine; undefined for names that DNS answers. */
function addressOf(name: string, { nodes, hosts }: PlanContext['facts']): Ipv4 | undefined {
  const node = nodes.find((machine) => machine.name === name);
  return node?.address ?? hosts.find((host) => host.name === name)?.interfaces[0]?.address;
}

function checkPodNetwork({ facts, report }: PlanContext): void {
  const { cidr } = facts.networks.pods;
  const room = roomForNodes(facts);
  if (facts.nodes.length <= room) return;
  report({
    at: `${facts.name}.networks.pods.cidr`,
    reason: `${cidr} has room for ${room} nodes, of which each gets a /24 from Cilium, and the cluster has ${facts.nodes.length}`,
    next: 'take a larger network',
  });
}

function checkGatewayApi(settings: CiliumSettings, { at, report }: PlanContext): void {
  const known = catalogue.lines[settings.version].gatewayApi;
  if (typeof settings.gatewayApi === 'boolean' || settings.gatewayApi === known) return;
  report({
    at: `${at}.gatewayApi`,
    reason: `definitions ${settings.gatewayApi} do not go with Cilium ${settings.version}`,
    next: `write gatewayApi({ version: '${known}' })`,
  });
}

function checkIngress(
  settings: CiliumSettings,
  pools: readonly AddressPool[],
  { at, report }: PlanContext,
): void {
  if (settings.ingress?.mode !== 'shared' || settings.ingress.address === undefined) return;
  const { address } = settings.ingress;
  if (pools.some(({ range }) => rangeContains(range, address))) return;
  report({
    at: `${at}.ingress.address`,
    reason: `"${address}" is in no pool of loadBalancer`,
    next: 'take an address of a pool, or widen one',
  });
}
