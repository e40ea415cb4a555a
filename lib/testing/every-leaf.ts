import * as v from 'valibot';
import * as catalogue from '../components';
import {
  type DistributionDeclaration,
  gatewayShape,
  host,
  type HostDeclaration,
  type HostProgram,
  type MachineDeclaration,
  type SystemDeclaration,
} from '../inventory';
import { factsShape } from '../inventory/shapes';
import {
  dns,
  enterpriseLinux,
  gateway,
  haproxy,
  k3s,
  kea,
  kubernetes,
  nixos,
  postgresql,
  postgresqlOn,
  proxmox,
  raspberryPi,
} from '../machines';
import { dnsProps } from '../machines/dns';
import { k3sProps } from '../machines/k3s/props';
import { kubernetesProps } from '../machines/kubernetes/props';
import { nixosProps } from '../machines/nixos/props';
import { postgresqlProps } from '../machines/postgresql/props';
import { proxmoxProps, proxmoxVmProps } from '../machines/proxmox/props';
import { raspberryPiProps } from '../machines/raspberry-pi/props';
import { type Cluster, defineCluster } from '../plan';
import { isRecord } from '../values';
import { componentFixtures, type ComponentMaker } from './component-fixtures';
import { untyped } from './untyped';

/** A cluster as plain data: no value in it is anything but text, numbers, lists and objects. */
export interface PlainCluster {
  readonly facts: Readonly<Record<string, unknown>> & {
    readonly nodes: readonly unknown[];
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
  /** Settings that the VMs share. */
  readonly proxmox?: Readonly<Record<string, unknown>>;
  /** Props of machines, each with the place of its node among the nodes. */
  readonly machines: readonly {
    readonly node: number;
    readonly kind: keyof typeof machineShapes;
    readonly props: Readonly<Record<string, unknown>>;
  }[];
  /** Props of systems, each with the places of its machines among the nodes or among the hosts. */
  readonly systems: readonly {
    readonly on: 'nodes' | 'hosts';
    readonly places: readonly number[];
    readonly kind: keyof typeof systems;
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

const machineShapes = { vm: proxmoxVmProps, raspberryPi: raspberryPiProps } as const;

const systems = {
  nixos: { shape: nixosProps, make: nixos },
  enterpriseLinux: { shape: v.strictObject({}), make: enterpriseLinux },
} as const;

const programMakers = { dns, gateway, haproxy, kea, postgresql } as const;

/** The shape of the facts, and of the props of each program and component of a plain cluster, with the way there. */
export function shapesOf({
  components,
  programs,
  distribution,
  proxmox: shared,
  machines,
  systems: listed,
}: PlainCluster): readonly (readonly [string[], v.GenericSchema])[] {
  return [
    [['facts'], factsShape],
    [['distribution', 'settings'], distributions[distribution.kind].shape],
    ...sharedShapes(shared),
    ...machines.map(({ kind }, index): [string[], v.GenericSchema] => [
      ['machines', String(index), 'props'],
      machineShapes[kind],
    ]),
    ...listed.map(({ kind }, index): [string[], v.GenericSchema] => [
      ['systems', String(index), 'props'],
      systems[kind].shape,
    ]),
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

function sharedShapes(shared: PlainCluster['proxmox']): readonly [string[], v.GenericSchema][] {
  return shared === undefined ? [] : [[['proxmox'], proxmoxProps]];
}

/** The machines of the nodes, by their place. */
function machinesOf({ proxmox: shared, machines }: PlainCluster): ReadonlyMap<number, MachineDeclaration> {
  const pve = untyped<ReturnType<typeof proxmox>>(proxmox)(shared);
  const makers = { vm: pve.vm, raspberryPi };
  return new Map(
    machines.map(({ node, kind, props }) => [node, untyped<MachineDeclaration>(makers[kind])(props)]),
  );
}

/** The systems of nodes or hosts, by their place. */
function systemsOf(
  listed: PlainCluster['systems'],
  on: 'nodes' | 'hosts',
): ReadonlyMap<number, SystemDeclaration> {
  return new Map(
    listed
      .filter((one) => one.on === on)
      .flatMap(({ places, kind, props }) => {
        const system = untyped<SystemDeclaration>(systems[kind].make)(props);
        return places.map((place) => [place, system] as const);
      }),
  );
}

/** What was written, with what is listed beside it. */
function withParts(written: unknown, parts: Readonly<Record<string, unknown>>): unknown {
  const given = Object.entries(parts).filter(([, part]) => part !== undefined);
  return isRecord(written) ? { ...written, ...Object.fromEntries(given) } : written;
}

/** Defines the cluster, as a person's file would. */
export function definedFrom(cluster: PlainCluster): Cluster {
  const { facts, distribution, components, programs, database } = cluster;
  const machines = machinesOf(cluster);
  const [ofNodes, ofHosts] = [systemsOf(cluster.systems, 'nodes'), systemsOf(cluster.systems, 'hosts')];
  const nodes = facts.nodes.map((written, index) =>
    withParts(written, { machine: machines.get(index), system: ofNodes.get(index) }),
  );
  const hosts = facts.hosts.map((written, index) => {
    const listed = programs
      .filter((program) => program.host === index)
      .map(({ kind, props }) => untyped<HostProgram>(programMakers[kind])(props));
    return untyped<HostDeclaration>(host)(
      withParts(written, {
        programs: listed.length > 0 ? listed : undefined,
        system: ofHosts.get(index),
      }),
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
  return untyped(defineCluster)({ ...facts, distribution: declared, nodes, hosts, components: made });
}
