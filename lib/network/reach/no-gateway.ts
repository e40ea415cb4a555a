import type { HostModel } from '../scene/host-model';
import type { Walk } from '../walk/step';

/**
 * Why a way that ends for want of a route may go on all the same: the machine is on a network whose gateway the inventory does not
 * have. @returns undefined where the machine's routes are known
 */
export function noGateway({ ground, plan }: HostModel, { steps }: Walk): string | undefined {
  const last = steps.at(-1);
  if (last?.kind !== 'no-route') return undefined;
  const { networks } = plan.facts;
  const machine = ground.standing.get(last.machine)?.machine;
  const closed = Object.entries(networks).find(
    ([name, { cidr, gateway }]) =>
      name !== 'pods' &&
      name !== 'services' &&
      gateway === undefined &&
      machine?.interfaces.some((card) => card.network === cidr),
  );
  if (closed !== undefined)
    return `network "${closed[0]}" has no gateway in the inventory, so the way from ${last.machine} to ${last.to} is not known`;
  // A router knows the ways between our networks; without one, whoever is far away has none that we know.
  return machine?.kind === 'outside' && machine.routes.length === 0
    ? `no network of the inventory has a gateway, so the way from ${last.machine} to ${last.to} is not known`
    : undefined;
}
