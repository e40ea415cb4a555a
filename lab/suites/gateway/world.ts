import { prefixLength } from '../../../lib/values';
import { serversOf } from '../../../lib/inventory';
import { type Balanced, type FakeServer, startBalanced } from '../../drivers/haproxy';
import { type ShippedGateway, shippedGateway } from '../../drivers/machine-files';
import type { Scene } from '../../harness';

/** The gateway's files, its devices, and what stands behind its balancer. */
export interface GatewayWorld extends ShippedGateway {
  readonly scene: Scene;
  readonly servers: readonly FakeServer[];
  readonly balanced: Balanced;
  /** The bridge, its address with the length of its network, and the card that it joins. */
  readonly bridge: { readonly name: string; readonly address: string; readonly card: string };
  /** Scripts that did not do what they have to. */
  readonly faulty: Set<string>;
}

/** Makes devices with the names of the gateway's: a bridge of the kernel takes the place of the one of Open vSwitch. */
export async function startGatewayWorld(scene: Scene): Promise<GatewayWorld> {
  const gateway = await shippedGateway(scene);
  const { facts } = gateway.plan;
  const host = facts.hosts.find(({ name }) => name === gateway.name);
  const card = host?.interfaces.find(({ joins }) => joins !== undefined);
  if (card?.joins?.[0] === undefined) throw new Error(`${gateway.name} has no bridge`);
  const address = `${card.address}/${prefixLength(facts.networks.nodes.cidr)}`;
  const bridge = { name: card.name, address, card: card.joins[0] };
  for (const [name, type] of [
    [bridge.name, 'bridge'],
    [bridge.card, 'veth'],
  ] as const)
    await scene.run('ip', ['link', 'add', name, 'type', type]);
  const servers = serversOf(facts);
  const at = { gateway: address, port: facts.api.port };
  const balanced = await startBalanced(scene, at, servers);
  return { ...gateway, scene, servers, balanced, bridge, faulty: new Set() };
}
