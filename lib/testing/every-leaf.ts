import type * as v from 'valibot';
import { argoCd, cilium, ciliumPolicies, coredns, demoProducer, gatewayApi } from '../components';
import { kafka, kafkaConnect, metallb, sealedSecrets, strimziOperator } from '../components';
import { argoCdProps } from '../components/argo-cd/props';
import { ciliumPoliciesProps } from '../components/cilium/policy-props';
import { ciliumProps } from '../components/cilium/props';
import { corednsProps } from '../components/coredns/props';
import { demoProducerProps } from '../components/demo-producer';
import { gatewayApiProps } from '../components/gateway-api';
import { kafkaConnectProps } from '../components/kafka-connect/props';
import { kafkaProps } from '../components/kafka/props';
import { metallbProps } from '../components/metallb';
import { sealedSecretsProps } from '../components/sealed-secrets';
import { strimziOperatorProps } from '../components/strimzi-operator';
import { host } from '../inventory';
import { factsShape } from '../inventory/shapes';
import { type Cluster, defineCluster } from '../plan';
import { untyped } from './untyped';

/** A cluster as plain data: no value in it is anything but text, numbers, lists and objects. */
export interface PlainCluster {
  readonly facts: Readonly<Record<string, unknown>> & {
    readonly hosts: readonly unknown[];
  };
  /** Props by kind of component, in the order in which they are made. */
  readonly components: readonly { readonly kind: Kind; readonly props: Readonly<Record<string, unknown>> }[];
  /** The host, database and role that Connect writes to. */
  readonly database?: { readonly host: string; readonly database: string; readonly user: string };
}

const shapes = {
  argoCd: argoCdProps,
  cilium: ciliumProps,
  ciliumPolicies: ciliumPoliciesProps,
  coredns: corednsProps,
  demoProducer: demoProducerProps,
  gatewayApi: gatewayApiProps,
  kafka: kafkaProps,
  kafkaConnect: kafkaConnectProps,
  metallb: metallbProps,
  sealedSecrets: sealedSecretsProps,
  strimziOperator: strimziOperatorProps,
} as const;

export type Kind = keyof typeof shapes;

const makers = {
  argoCd,
  cilium,
  ciliumPolicies,
  coredns,
  demoProducer,
  gatewayApi,
  kafka,
  kafkaConnect,
  metallb,
  sealedSecrets,
  strimziOperator,
} as const;

/** The shape of the facts, and of the props of each component of a plain cluster, with the way there. */
export function shapesOf({ components }: PlainCluster): readonly (readonly [string[], v.GenericSchema])[] {
  return [
    [['facts'], factsShape],
    ...components.map(({ kind }, index): [string[], v.GenericSchema] => [
      ['components', String(index), 'props'],
      shapes[kind],
    ]),
  ];
}

/** Defines the cluster, as a person's file would. */
export function definedFrom({ facts, components, database }: PlainCluster): Cluster {
  const hosts = facts.hosts.map(untyped(host));
  const uses: { brokers: unknown; database: unknown } = {
    brokers: undefined,
    database: hosts
      .find(({ input }) => input.name === database?.host)
      ?.postgresql({ database: database?.database ?? '', user: database?.user ?? '' }),
  };
  const made = components.map(({ kind, props }) => {
    const needs = kind === 'kafkaConnect' ? uses : kind === 'demoProducer' ? { brokers: uses.brokers } : {};
    const component = untyped<ReturnType<(typeof makers)[Kind]>>(makers[kind])({ ...props, ...needs });
    if ('bootstrap' in component) uses.brokers ??= component.bootstrap;
    return component;
  });
  return untyped(defineCluster)({ ...facts, hosts, components: made });
}
