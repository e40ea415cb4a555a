import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { type BuildContext, podLabels, postSyncHook, syncWave } from '../../core';
import { addRouted } from '../routed';
import { claimName, filesName, type Identity, mainWorkload } from './identity';
import { type AppPod, fileKeys, isOwnClaim, mainContainer, podTemplate } from './pod';
import type { AppSettings } from './props';
import { routedApp } from './routes';
import { addService } from './service';

type Volume = Extract<AppSettings['volumes'][number], { kind: 'claim' }>;

/** Makes every object of an app. */
export function addApp(chart: Chart, about: Identity, app: AppSettings, context: BuildContext): void {
  const { name, namespace } = about;
  const metadata = { name, namespace };
  if (Object.keys(app.files).length > 0)
    new k8s.KubeConfigMap(chart, 'files', {
      // Hooks that run before the app mount it as well.
      metadata: { name: filesName(about), namespace, ...first(app) },
      data: Object.fromEntries(
        Object.values(app.files).map((text, index) => [fileKeys(app.files)[index] ?? '', text]),
      ),
    });
  for (const volume of app.volumes)
    if (volume.kind === 'claim' && !volume.eachReplica)
      new k8s.KubePersistentVolumeClaim(chart, `claim-${volume.name}`, {
        metadata: { name: claimName(about, volume.name), namespace, ...claimOrder(volume, app) },
        spec: claimSpec(volume),
      });
  if (app.relax.apiAccess !== undefined) addApiAccess(chart, about, app, app.relax.apiAccess.rules);
  if (app.schedule === undefined) addRunning(chart, about, app);
  else addScheduled(chart, about, app, app.schedule);
  for (const hook of app.hooks) addHook(chart, about, app, hook);
  addService(chart, about, app, context);
  if (app.exposure.kind === 'route') addRouted(chart, routedApp(about, app, app.exposure), context);
  if (app.autoscaling !== undefined)
    new k8s.KubeHorizontalPodAutoscalerV2(chart, 'autoscaling', {
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: kindOf(app), name },
        minReplicas: app.autoscaling.least,
        maxReplicas: app.autoscaling.most,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: app.autoscaling.cpuPercent },
            },
          },
        ],
      },
    });
}

/** What hooks before the app need comes before these. Without such a hook, everything goes at once. */
function first(app: AppSettings): { annotations?: Record<string, string> } {
  return app.hooks.some(({ when }) => when === 'before') ? { annotations: { ...syncWave(-2) } } : {};
}

/**
 * Many storage classes make a volume when the first pod mounts it, and Argo CD counts a claim without one as progressing: a wave
 * of claims alone would never end. So a claim comes in the wave of the first pod that mounts it. That of a CronJob counts for
 * nothing, since the first run may be days away.
 */
function claimOrder(volume: Volume, app: AppSettings): { annotations?: Record<string, string> } {
  const isFirst = app.hooks.some(({ when, mounts }) => when === 'before' && volume.name in mounts);
  const annotations = {
    ...(isFirst && beforeWave),
    // https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#ignoring-child-resource-health-check-in-applications
    ...(app.schedule !== undefined && { 'argocd.argoproj.io/ignore-healthcheck': 'true' }),
  };
  return Object.keys(annotations).length === 0 ? {} : { annotations };
}

/** The wave of the hooks that run before the app. */
const beforeWave = syncWave(-1);

/** A StatefulSet only where each replica has a volume of its own: a Deployment rolls faster, and can be scaled by hand. */
function kindOf({ volumes }: AppSettings): 'Deployment' | 'StatefulSet' {
  return volumes.some(isOwnClaim) ? 'StatefulSet' : 'Deployment';
}

/** Whether a volume is mounted that one node only can have at a time. */
function holdsNode({ volumes }: AppSettings): boolean {
  return volumes.some(
    (volume) => volume.kind === 'claim' && !volume.eachReplica && volume.access.startsWith('ReadWriteOnce'),
  );
}

function addRunning(chart: Chart, about: Identity, app: AppSettings): void {
  const { name, namespace } = about;
  const metadata = { name, namespace };
  const selector = podLabels(about, mainWorkload);
  const template = podTemplate(about, app, { workload: mainWorkload, main: mainContainer(app) });
  // Where load decides, a number in git would set it back at every sync.
  const replicas = app.autoscaling === undefined ? { replicas: app.replicas ?? 1 } : {};
  if (kindOf(app) === 'StatefulSet')
    new k8s.KubeStatefulSet(chart, 'app', {
      metadata,
      spec: {
        serviceName: name,
        ...replicas,
        selector: { matchLabels: selector },
        podManagementPolicy: 'Parallel',
        template,
        volumeClaimTemplates: app.volumes.filter(isOwnClaim).map((volume) => ({
          metadata: { name: volume.name },
          spec: { ...claimSpec(volume), volumeMode: 'Filesystem' },
        })),
      },
    });
  else
    new k8s.KubeDeployment(chart, 'app', {
      metadata,
      spec: {
        ...replicas,
        selector: { matchLabels: selector },
        // The new pod would wait for a volume that the old one holds, perhaps on another node, for ever.
        ...(holdsNode(app) && { strategy: { type: 'Recreate' } }),
        template,
      },
    });
  if ((app.autoscaling?.least ?? app.replicas ?? 1) > 1)
    new k8s.KubePodDisruptionBudget(chart, 'budget', {
      metadata,
      spec: { maxUnavailable: k8s.IntOrString.fromNumber(1), selector: { matchLabels: selector } },
    });
}

const overlaps = { skip: 'Forbid', replace: 'Replace', allow: 'Allow' } as const;

function addScheduled(
  chart: Chart,
  about: Identity,
  app: AppSettings,
  { cron, timeZone, overlap, retries, deadline }: NonNullable<AppSettings['schedule']>,
): void {
  new k8s.KubeCronJob(chart, 'app', {
    metadata: { name: about.name, namespace: about.namespace },
    spec: {
      schedule: cron,
      timeZone,
      concurrencyPolicy: overlaps[overlap],
      jobTemplate: {
        spec: {
          backoffLimit: retries,
          activeDeadlineSeconds: deadline,
          template: podTemplate(about, app, {
            workload: mainWorkload,
            main: mainContainer(app),
            // The pod that failed stays until the limit of the history, and with it the log that says why.
            restartPolicy: 'Never',
          }),
        },
      },
    },
  });
}

function addHook(chart: Chart, about: Identity, app: AppSettings, hook: AppSettings['hooks'][number]): void {
  const name = `${about.name}-${hook.name}`;
  const pod: AppPod = {
    workload: hook.name,
    main: {
      ...hook,
      image: hook.image ?? app.image,
      environment: { ...app.environment, ...hook.environment },
    },
    restartPolicy: 'Never',
  };
  new k8s.KubeJob(chart, `hook-${hook.name}`, {
    metadata: {
      name,
      namespace: about.namespace,
      annotations: hook.when === 'after' ? { ...postSyncHook } : { ...beforeApp },
    },
    spec: { backoffLimit: 1, activeDeadlineSeconds: hook.deadline, template: podTemplate(about, app, pod) },
  });
}

/**
 * A Job before the app: part of the sync, in a wave before the Deployment. A hook of the kind PreSync would run before the
 * files, claims and secrets of the first sync are there.
 */
const beforeApp: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/hook': 'Sync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
  ...beforeWave,
};

function claimSpec({ size, storageClass, access }: Volume): k8s.PersistentVolumeClaimSpec {
  return {
    accessModes: [access],
    resources: { requests: { storage: k8s.Quantity.fromString(size) } },
    ...(storageClass !== undefined && { storageClassName: storageClass }),
  };
}

type Rules = NonNullable<AppSettings['relax']['apiAccess']>['rules'];

function addApiAccess(chart: Chart, about: Identity, app: AppSettings, rules: Rules): void {
  const metadata = { name: about.name, namespace: about.namespace, ...first(app) };
  new k8s.KubeServiceAccount(chart, 'account', { metadata, automountServiceAccountToken: false });
  if (rules.length === 0) return;
  new k8s.KubeRole(chart, 'role', {
    metadata,
    rules: rules.map(({ groups, resources, verbs }) => ({
      apiGroups: [...groups],
      resources: [...resources],
      verbs: [...verbs],
    })),
  });
  new k8s.KubeRoleBinding(chart, 'binding', {
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: about.name },
    subjects: [{ kind: 'ServiceAccount', name: about.name, namespace: about.namespace }],
  });
}
