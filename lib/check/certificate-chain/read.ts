import * as v from 'valibot';
import type { ShippedObject } from '../../synth';
import type { View } from '../view';

const text = v.string();

const listenerShape = v.object({
  name: text,
  hostname: v.optional(text),
  protocol: v.optional(text, ''),
  tls: v.optional(
    v.object({
      mode: v.optional(text, 'Terminate'),
      certificateRefs: v.optional(
        v.array(v.object({ kind: v.optional(text, 'Secret'), name: text, namespace: v.optional(text) })),
        [],
      ),
    }),
  ),
  allowedRoutes: v.optional(
    v.object({
      namespaces: v.optional(
        v.object({
          from: v.optional(text, 'Same'),
          selector: v.optional(
            v.object({
              matchLabels: v.optional(v.record(text, text), {}),
              matchExpressions: v.optional(
                v.array(v.object({ key: text, operator: text, values: v.optional(v.array(text), []) })),
                [],
              ),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** A listener of a Gateway, as far as the chain needs it. */
export type Listener = v.InferOutput<typeof listenerShape>;

const gatewayShape = v.object({ gatewayClassName: text, listeners: v.array(listenerShape) });

const routeShape = v.object({
  parentRefs: v.optional(
    v.array(
      v.object({
        kind: v.optional(text, 'Gateway'),
        name: text,
        namespace: v.optional(text),
        sectionName: v.optional(text),
      }),
    ),
    [],
  ),
  hostnames: v.optional(v.array(text), []),
});

const certificateShape = v.object({
  secretName: text,
  dnsNames: v.optional(v.array(text), []),
  issuerRef: v.object({ name: text, kind: v.optional(text, 'Issuer'), group: v.optional(text) }),
});

const grantShape = v.object({
  from: v.array(v.object({ kind: text, namespace: text })),
  to: v.array(v.object({ kind: text, name: v.optional(text) })),
});

const ingressShape = v.object({
  tls: v.optional(
    v.array(v.object({ hosts: v.optional(v.array(text), []), secretName: v.optional(text) })),
    [],
  ),
});

/** An object whose spec was read. */
export interface Read<T> {
  /** The file. */
  readonly path: string;
  readonly name: string;
  readonly namespace: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: T;
}

/** Objects of the chain from a host to its certificate. One whose form is wrong is left to the rule of forms. */
export interface Chain {
  readonly gateways: readonly Read<v.InferOutput<typeof gatewayShape>>[];
  readonly routes: readonly Read<v.InferOutput<typeof routeShape>>[];
  readonly certificates: readonly Read<v.InferOutput<typeof certificateShape>>[];
  readonly grants: readonly Read<v.InferOutput<typeof grantShape>>[];
  readonly ingresses: readonly Read<v.InferOutput<typeof ingressShape>>[];
}

/** Reads the objects of the chain. */
export function readChain(view: View): Chain {
  const routing = 'gateway.networking.k8s.io';
  return {
    gateways: read(view.ofKind(`${routing}/v1`, 'Gateway'), gatewayShape),
    routes: read(view.ofKind(`${routing}/v1`, 'HTTPRoute'), routeShape),
    certificates: read(view.ofKind('cert-manager.io/v1', 'Certificate'), certificateShape),
    grants: read(
      ['v1', 'v1beta1'].flatMap((version) => view.ofKind(`${routing}/${version}`, 'ReferenceGrant')),
      grantShape,
    ),
    ingresses: read(view.ofKind('networking.k8s.io/v1', 'Ingress'), ingressShape),
  };
}

function read<T>(objects: readonly ShippedObject[], shape: v.GenericSchema<unknown, T>): readonly Read<T>[] {
  return objects.flatMap(({ path, object }) => {
    const { name, namespace = 'default', annotations = {} } = object.metadata;
    const spec = v.safeParse(shape, object['spec']);
    return spec.success ? [{ path, name, namespace, annotations, spec: spec.output }] : [];
  });
}
