import * as v from 'valibot';
import * as catalogue from '../components';
import {
  type DistributionDeclaration,
  gatewayShape,
  host,
  type HostDeclaration,
  type HostProgram,
} from '../inventory';
import { factsShape } from '../inventory/shapes';
import { dns, gateway, haproxy, k3s, kea, kubernetes, postgresql, postgresqlOn } from '../machines';
import { dnsProps } from '../machines/dns';
import { k3sProps } from '../machines/k3s/props';
import { kubernetesProps } from '../machines/kubernetes/props';
import { postgresqlProps } from '../machines/postgresql/props';
import { type Cluster, defineCluster } from '../plan';
import { isRecord } from '../values';
import { componentFixtures, type ComponentMaker } from './component-fixtures';
import { untyped } from './untyped';

/** A cluster as plain data: no value in it is anything but text, numbers, lists and objects. */
export interface PlainCluster {
  readonly facts: Readonly<Record<string, unknown>> & {
    readonly hosts: readonly unknown[];
  };
  readonly distribution: {
    readonly kind: keyof typeof distributions;
    readonly settings: Readonly<Record<string, unknown>>;
  };
  /** Props by kind of component, in the order in which they are made. */
  readonly components: readonly {
    readonly kind: ComponentMaker;
    readonly props: Readonly<Record<string, unknown>>;
  }[];
  /** Props of the programs of hosts, each with the place of its host among them. */
  readonly programs: readonly {
    readonly host: number;
    readonly kind: ProgramKind;
    readonly props: Readonly<Record<string, unknown>>;
  }[];
  /** The place of the host, and the database and role that Connect writes to. */
  readonly database?: { readonly host: number; readonly database: string; readonly user: string };
}

const shapes = new Map(componentFixtures().map(({ makes, shape }) => [makes, shape]));

const programShapes = {
  dns: dnsProps,
  gateway: gatewayShape,
  haproxy: v.strictObject({}),
  kea: v.strictObject({}),
  postgresql: postgresqlProps,
} as const;

export type ProgramKind = keyof typeof programShapes;

const distributions = {
  k3s: { shape: k3sProps, make: k3s },
  kubernetes: { shape: kubernetesProps, make: kubernetes },
} as const;

const programMakers = { dns, gateway, haproxy, kea, postgresql } as const;

/** The shape of the facts, and of the props of each program and component of a plain cluster, with the way there. */
export function shapesOf({
  components,
  programs,
  distribution,
}: PlainCluster): readonly (readonly [string[], v.GenericSchema])[] {
  return [
    [['facts'], factsShape],
    [['distribution', 'settings'], distributions[distribution.kind].shape],
    ...programs.map(({ kind }, index): [string[], v.GenericSchema] => [
      ['programs', String(index), 'props'],
      programShapes[kind],
    ]),
    ...components.map(({ kind }, index): [string[], v.GenericSchema] => [
      ['components', String(index), 'props'],
      shapes.get(kind) ?? v.never(),
    ]),
  ];
}

/** Defines the cluster, as a person's file would. */
export function definedFrom({ facts, distribution, components, programs, database }: PlainCluster): Cluster {
  const hosts = facts.hosts.map((written, index) => {
    const listed = programs
      .filter((program) => program.host === index)
      .map(({ kind, props }) => untyped<HostProgram>(programMakers[kind])(props));
    return untyped<HostDeclaration>(host)(
      isRecord(written) && listed.length > 0 ? { ...written, programs: listed } : written,
    );
  });
  const uses: { brokers: unknown; database: unknown } = {
    brokers: undefined,
    database: hosts
      .slice(database?.host, database && database.host + 1)
      .map((one) => postgresqlOn(one, { database: database?.database ?? '', user: database?.user ?? '' }))
      .at(0),
  };
  const made = components.map(({ kind, props }) => {
    const needs = kind === 'kafkaConnect' ? uses : kind === 'demoProducer' ? { brokers: uses.brokers } : {};
    const component = untyped<ReturnType<(typeof catalogue)[ComponentMaker]>>(catalogue[kind])({
      ...props,
      ...needs,
    });
    if ('bootstrap' in component) uses.brokers ??= component.bootstrap;
    return component;
  });
  const declared = untyped<DistributionDeclaration>(distributions[distribution.kind].make)(
    distribution.settings,
  );
  return untyped(defineCluster)({ ...facts, distribution: declared, hosts, components: made });
}
