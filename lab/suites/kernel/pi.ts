import { join } from 'node:path';
import { pi } from '../../examples';
import type { GatewayFirewall } from '../../../lib/machines/firewalld/zones';
import type { ClusterPlan } from '../../../lib/plan';
import type { Topology } from '../../../lib/network/topology/topology';
import { type Firewalld, firewalldFolder, startFirewalld } from '../../drivers/firewalld';
import { askKea } from '../../drivers/kea';
import { type Net, openNet } from '../../drivers/net/net';
import type { Scene } from '../../harness';
import { type Expected, expectedIn } from '../network/compare';
import { portsOf, wholeMatrix } from '../network/matrix';
import { rulesOf, shippedNetwork } from '../network/shipped';
import { writeZones, zoneMistakes, zonesOf } from '../network/zones';

/** The cluster pi, standing. */
export interface Pi {
  readonly lab: Scene;
  readonly net: Net;
  readonly topology: Topology;
  readonly expected: readonly Expected[];
  readonly plan: ClusterPlan;
  /** Folder of the gateway's files. */
  readonly files: string;
  /** Zones and policies from which the model answers. */
  readonly firewall: GatewayFirewall;
  /** What of the files that ship is not what the model answers from; if anything, firewalld runs with the latter. */
  readonly mistakes: readonly string[];
  readonly firewalld: Firewalld;
  /** Hands a machine an address by DHCP. @returns the address that it is offered */
  readonly lease: (machine: string, mac: string) => Promise<string>;
}

/** Name of the gateway. */
export const gateway = 'gallade';

/** Builds the cluster pi with everybody around it; the gateway runs firewalld with the files that ship. */
export async function startPi(lab: Scene): Promise<Pi> {
  const { topology, plan, tree } = await shippedNetwork(lab, pi);
  const ports = portsOf(topology, []);
  const net = await openNet(lab, 'pi', topology.machines.length);
  await net.build(topology, ports);
  await Promise.all(
    topology.machines
      .filter(({ name, tables }) => name !== gateway && tables.length > 0)
      .map(({ name, tables }) => net.load(name, rulesOf(tables))),
  );
  const files = join(tree, 'dist', pi.name, 'hosts', gateway);
  const firewall = zonesOf(plan, gateway);
  const mistakes = zoneMistakes(files, firewall, plan);
  const folder = mistakes.length === 0 ? join(files, 'firewalld') : lab.newFolder('zones');
  if (mistakes.length > 0) writeZones(folder, firewall, plan);
  const firewalld = await startFirewalld(lab, firewalldFolder(lab, folder), net.within(gateway));
  const services = [plan.facts.apiService, plan.facts.dnsService];
  const lease = askKea(lab, net, { server: gateway, config: join(files, 'kea-dhcp4.conf') });
  const expected = expectedIn(topology, wholeMatrix(topology, ports, services));
  return { lab, net, topology, expected, plan, files, firewall, mistakes, firewalld, lease };
}
