import * as v from 'valibot';
import {
  capability,
  claimKind,
  type Component,
  createdKinds,
  declareComponent,
  dnsName,
  label,
  planOf,
  type PropsOf,
} from '../core';
import { gatewayApi as catalogue } from './versions';

export const gatewayApiProps = v.strictObject({
  /** Name of the component. */
  name: v.exactOptional(label, 'gateway-api'),
  /** Where it counts as living. The definitions belong to the whole cluster, so no namespace is made for them. */
  namespace: v.exactOptional(label, 'kube-system'),
  /** Version of the definitions: the one that the implementation asks for. The default goes with the newest Cilium. */
  version: v.exactOptional(v.picklist(catalogue.versions), catalogue.newest),
});

/** What a person writes for the Gateway API. */
export type GatewayApiProps = PropsOf<typeof gatewayApiProps>;

/** The kinds of the Gateway API, which somebody has to serve. */
export const gatewayApiDefinitions = capability({
  name: 'gateway-api-definitions',
  means: 'the kinds of the Gateway API',
  from: 'list gatewayApi()',
});

/** A GatewayClass that something in the cluster serves. */
export const gatewayClasses = claimKind({
  name: 'gatewayClasses',
  shape: v.strictObject({
    /** Name of the GatewayClass. */
    name: dnsName,
  }),
});

/** The definitions of the Gateway API, as a component. */
export interface GatewayApi extends Component {
  /** Their version. Hand it to what serves Gateways, so that a misfit is reported. */
  readonly version: (typeof catalogue.versions)[number];
}

/**
 * The definitions of the Gateway API, standard channel, from the project's own repository. Each line of Cilium is built for
 * one version of them: 1.17 for v1.2, 1.18 for v1.3, 1.19 for v1.4. They have to be there before Cilium's operator starts:
 * it looks for them once, and without them serves no Gateway until it is restarted.
 * https://docs.cilium.io/en/stable/network/servicemesh/gateway-api/gateway-api/
 * @example
 * const gateways = gatewayApi({ version: 'v1.4.1' });
 * const network = cilium({
 *   version: '1.19.6',
 *   apiServer: { host: '127.0.0.1', port: 6444 },
 *   gatewayApi: gateways.version,
 * });
 */
export function gatewayApi(props: GatewayApiProps = {}): GatewayApi {
  const component = declareComponent({ kind: 'gateway-api' }, gatewayApiProps, props, ({ version }) =>
    planOf({
      provides: [gatewayApiDefinitions],
      upstream: {
        kind: 'git',
        url: catalogue.url,
        revision: version,
        // The kustomization of the standard channel; the experimental one has a folder of its own below.
        path: 'config/crd',
        // From v1.5 on a ValidatingAdmissionPolicy comes with them.
        creates: createdKinds({ '': ['apiextensions.k8s.io/CustomResourceDefinition'] }),
        serverSideApply: true,
      },
      build: () => undefined,
    }),
  );
  return { ...component, version: component.settings?.version ?? catalogue.newest };
}
