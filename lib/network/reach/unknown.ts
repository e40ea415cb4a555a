import type { End } from './end';
import type { ReachModel } from './reach-model';

/**
 * Why nothing sure can be said of a connection between some ends. What becomes of packets of pods, and what policies do to them,
 * is up to the network plugin. @returns nothing where no end is pods, or where the plugin is described
 */
export function unknownWay({ plugin }: ReachModel, ends: readonly End[]): string | undefined {
  return ends.some(({ peer }) => peer.kind === 'pod') ? plugin.unknown : undefined;
}

/** Why nothing sure can be said of a connection by a Service. @param behind what is behind the Service */
export function unknownService(model: ReachModel, behind: readonly End[]): string | undefined {
  return model.translation === undefined
    ? 'nothing in the cluster is known to translate the addresses of Services'
    : unknownWay(model, behind);
}
