import type { ChartObject } from '../charts/objects';

/** A value by which a chart makes some of its objects or leaves them out. */
export interface Switch {
  /** Path of the value. */
  readonly value: string;
  /** What the chart takes when the value is not set. */
  readonly byDefault: boolean;
  readonly objects: (object: ChartObject) => boolean;
}

const named =
  (part: string) =>
  ({ name }: ChartObject) =>
    name.includes(part);

/**
 * The switches of the charts that our values touch, as their `values.yaml` documents them. A stand-in has them too, so that
 * a value that is lost makes an object that its project does not allow.
 */
export const switches: Readonly<Record<string, readonly Switch[]>> = {
  'argo-cd': [
    {
      value: 'global.networkPolicy.create',
      byDefault: true,
      objects: ({ kind }) => kind === 'NetworkPolicy',
    },
    { value: 'dex.enabled', byDefault: true, objects: named('dex-server') },
    { value: 'notifications.enabled', byDefault: true, objects: named('notifications') },
  ],
  cilium: [
    {
      value: 'gatewayAPI.enabled',
      byDefault: false,
      objects: ({ kind, name }) => kind === 'GatewayClass' || name.includes('gateway-secrets'),
    },
    {
      value: 'ingressController.enabled',
      byDefault: false,
      objects: ({ kind, name }) =>
        kind === 'IngressClass' || name === 'cilium-ingress' || name.includes('ingress-secrets'),
    },
    { value: 'hubble.relay.enabled', byDefault: false, objects: named('hubble-relay') },
    { value: 'hubble.ui.enabled', byDefault: false, objects: named('hubble-ui') },
  ],
};
