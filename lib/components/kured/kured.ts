import {
  claim,
  type ChartValue,
  type Component,
  type Connection,
  connectTo,
  createdKinds,
  declareComponent,
  type Endpoint,
  kubernetesApi,
  nixosModules,
  planOf,
  runbookSteps,
  serviceName,
} from '../../core';
import { serverTaints } from '../server-taints';
import { charts } from '../versions';
import { checkKured } from './check';
import { nodeModule, nodeSteps } from './nodes';
import { type KuredProps, kuredProps, type KuredSettings } from './props';

/** The values of the chart that differ from its defaults. One node at a time is among these: `configuration.concurrency`. */
type KuredValues = {
  readonly configuration: Readonly<Record<string, ChartValue>>;
  /** Flags: the chart's own value for this one is a number by default, and a time span is text. */
  readonly extraArgs: { readonly 'lock-release-delay': string };
  /** Default: privileged. To signal the first process of the node it needs the right to signal. */
  readonly containerSecurityContext: ChartValue;
  readonly resources: ChartValue;
  /** Servers reboot as well. Default: none. */
  readonly tolerations: ChartValue;
};

/**
 * Reboots nodes that ask for it, in `/var/run/reboot-required`: one at a time, so that etcd keeps its majority, after its pods have
 * moved, and not while an alert fires.
 * @example
 * kured({ window: { days: ['sa', 'su'], start: '02:00', end: '05:00', timeZone: 'Europe/Berlin' } })
 */
export function kured(props: KuredProps = {}): Component {
  return declareComponent({ kind: 'kured' }, kuredProps, props, (settings, context) => {
    checkKured(settings, context);
    const { namespace } = settings;
    return planOf({
      workloads: [
        {
          name: 'kured',
          // The chart names its pods by itself and the release.
          pods: { 'app.kubernetes.io/name': 'kured', 'app.kubernetes.io/instance': 'kured' },
          listens: [{ name: 'metrics', port: 8080, transport: 'tcp', open: 'declared' }],
          connects: [kubernetesApi('take turns, and drain nodes'), ...alertConnections(settings)],
          hostNetwork: false,
        },
      ],
      claims: [claim(nixosModules, nodeModule), claim(runbookSteps, nodeSteps)],
      // It sees the processes of the node, of which it signals the first, and a folder of it.
      podSecurity: 'privileged',
      upstream: {
        kind: 'helm',
        ...charts.kured,
        release: 'kured',
        values: valuesOf(settings),
        creates: createdKinds({
          '': ['rbac.authorization.k8s.io/ClusterRole', 'rbac.authorization.k8s.io/ClusterRoleBinding'],
          [namespace]: [
            '/ServiceAccount',
            'apps/DaemonSet',
            'rbac.authorization.k8s.io/Role',
            'rbac.authorization.k8s.io/RoleBinding',
          ],
        }),
        serverSideApply: false,
      },
      build: () => undefined,
    });
  });
}

function alertConnections({ alerts }: KuredSettings): readonly Connection[] {
  return alerts === undefined ? [] : [connectTo(alerts.from, 'see whether an alert fires')];
}

function valuesOf({ window, period, pause, drainTimeout, alerts }: KuredSettings): KuredValues {
  return {
    configuration: {
      // systemd takes it as an orderly reboot, on every distribution. https://kured.dev/docs/configuration/
      rebootMethod: 'signal',
      ...(period !== '1h' && { period }),
      drainTimeout,
      ...(window !== undefined && {
        ...(window.days !== undefined && { rebootDays: window.days }),
        startTime: window.start,
        endTime: window.end,
        timeZone: window.timeZone,
      }),
      ...(alerts !== undefined && {
        prometheusUrl: urlOf(alerts.from),
        // Without it a pending alert would block as well.
        alertFiringOnly: true,
        ...(alerts.ignore !== undefined && { alertFilterRegexp: alerts.ignore }),
      }),
    },
    extraArgs: { 'lock-release-delay': pause },
    containerSecurityContext: {
      privileged: false,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'], add: ['KILL'] },
    },
    resources: { requests: { cpu: '10m', memory: '32Mi' }, limits: { memory: '64Mi' } },
    tolerations: serverTaints.map((one) => ({ ...one, operator: 'Exists' })),
  };
}

function urlOf({ owner, port }: Endpoint): string {
  return owner.kind === 'component' ? `http://${serviceName(owner)}:${port}` : '';
}
