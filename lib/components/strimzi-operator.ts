import * as v from 'valibot';
import {
  capability,
  claim,
  type Component,
  createdKinds,
  dataKinds,
  declareComponent,
  label,
  planOf,
  type PropsOf,
} from '../core';
import { charts } from './versions';

/** What the operator reads beside the kinds of our own clusters. */
const otherKinds = [
  'KafkaBridge',
  'KafkaConnect',
  'KafkaConnector',
  'KafkaMirrorMaker2',
  'KafkaRebalance',
  'KafkaUser',
];

export const strimziOperatorProps = v.strictObject({
  /** Name of the component. @default 'strimzi-operator' */
  name: v.exactOptional(label, 'strimzi-operator'),
  /** Where it lives. @default 'strimzi' */
  namespace: v.exactOptional(label, 'strimzi'),
  /** Namespaces in which it runs Kafka; they have to be there before it. Its own is among them by itself. @default ['kafka'] */
  watchNamespaces: v.exactOptional(v.array(label), ['kafka']),
});

/** What a person writes for the Strimzi operator. */
export type StrimziOperatorProps = PropsOf<typeof strimziOperatorProps>;

/** The operator that runs Kafka, with the definitions of its kinds. */
export const strimziKinds = capability({
  name: 'strimzi-operator',
  means: 'the kinds of Strimzi, and the operator that runs Kafka by them',
  from: 'list strimziOperator()',
});

/** The values of the chart that differ from its defaults. */
type StrimziValues = {
  /** Namespaces beside its own, in each of which the chart binds the operator's rights. */
  readonly watchNamespaces: readonly string[];
  /** The chart writes the CPU limit as 1000m, which Kubernetes stores as 1: OutOfSync for ever. */
  readonly resources: { readonly limits: { readonly cpu: '1' } };
  readonly enableServiceLinks: false;
  /** Makes the pods that the operator makes fit into a namespace of the restricted level. */
  readonly extraEnvs: readonly [
    { readonly name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS'; readonly value: 'restricted' },
  ];
  /** Policies are ours: those that the operator makes let everybody in to the brokers' clients. */
  readonly generateNetworkPolicy: false;
};

/**
 * The operator that runs Kafka from the kinds Kafka, KafkaNodePool and KafkaTopic. Their definitions are in the chart's
 * `crds/`, which Helm installs once and never upgrades; Argo CD renders and applies them like everything else.
 * @example
 * strimziOperator({ watchNamespaces: ['kafka'] })
 */
export function strimziOperator(props: StrimziOperatorProps = {}): Component {
  return declareComponent(
    { kind: 'strimzi-operator' },
    strimziOperatorProps,
    props,
    (settings, { at, report }) => {
      const { namespace: own, watchNamespaces: watched } = settings;
      watched.forEach((name, index) => {
        if (name === own || watched.indexOf(name) !== index)
          report({
            at: `${at}.watchNamespaces[${index}]`,
            reason: `"${name}" is watched already, and the chart would make its rights there twice`,
            next: 'take it out',
          });
      });
      const values: StrimziValues = {
        watchNamespaces: watched,
        resources: { limits: { cpu: '1' } },
        enableServiceLinks: false,
        extraEnvs: [{ name: 'STRIMZI_POD_SECURITY_PROVIDER_CLASS', value: 'restricted' }],
        generateNetworkPolicy: false,
      };
      const binding = 'rbac.authorization.k8s.io/RoleBinding';
      return planOf({
        provides: [strimziKinds],
        // Without the object of a topic its messages are gone, and without that of the cluster the id that its volumes need.
        claims: ['Kafka', 'KafkaNodePool', 'KafkaTopic'].map((kind) =>
          claim(dataKinds, { group: 'kafka.strimzi.io', kind }),
        ),
        // The chart brings these as well; nothing of ours writes them.
        defines: otherKinds.map((kind) => ({ group: 'kafka.strimzi.io', kind, namespaced: true })),
        // The operator's container is set up for this level by the chart.
        podSecurity: 'restricted',
        workloads: [
          {
            name: 'operator',
            pods: { name: 'strimzi-cluster-operator', 'strimzi.io/kind': 'cluster-operator' },
            listens: [{ name: 'http', port: 8080, transport: 'tcp', open: 'declared' }],
            connects: [{ to: { kind: 'kube-apiserver' }, why: 'watch and make what Kafka is made of' }],
            hostNetwork: false,
          },
        ],
        upstream: {
          kind: 'helm',
          ...charts.strimzi,
          release: 'strimzi',
          values,
          creates: createdKinds({
            '': [
              'apiextensions.k8s.io/CustomResourceDefinition',
              'rbac.authorization.k8s.io/ClusterRole',
              'rbac.authorization.k8s.io/ClusterRoleBinding',
            ],
            [own]: ['apps/Deployment', binding, '/ConfigMap', '/ServiceAccount'],
            ...Object.fromEntries(watched.map((namespace) => [namespace, [binding]])),
          }),
          // The definition of Kafka alone is over 256 KiB.
          serverSideApply: true,
        },
        build: () => undefined,
      });
    },
  );
}
