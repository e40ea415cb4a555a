import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import {
  componentLabels,
  configVolume,
  pod,
  podLabels,
  postSyncHook,
  type Resources,
  resources,
  restrictedContainer,
  scratchVolume,
} from '../../core';

/** Where every ConfigMap of scripts and settings is mounted. */
export const settingsFolder = '/etc/asterism';

/** A script that runs after each sync. */
export interface HookJob {
  readonly component: { readonly kind: string; readonly name: string; readonly namespace: string };
  /** Name of the workload: `topics`. The Job and its ConfigMap are named `<component>-<workload>`. */
  readonly workload: string;
  readonly image: string;
  /** Numeric user of the image. */
  readonly user: number;
  /** The script's name among the files. */
  readonly script: string;
  readonly files: Readonly<Record<string, string>>;
  readonly resources: Resources;
  /** Seconds after which the Job has failed, all tries together. The script's own waits are shorter. */
  readonly deadline: number;
}

/**
 * A Job that Argo CD runs after each sync, and a ConfigMap with its script. It has no time to live: under automated sync
 * a Job that removes itself would be created again for ever.
 */
export function hookJob(chart: Chart, job: HookJob): void {
  const { component, workload } = job;
  const name = `${component.name}-${workload}`;
  const { namespace } = component;
  new k8s.KubeConfigMap(chart, `${workload}-files`, {
    metadata: { name, namespace },
    data: { ...job.files },
  });
  new k8s.KubeJob(chart, `${workload}-job`, {
    metadata: { name, namespace, annotations: { ...postSyncHook } },
    spec: {
      // A second try helps when a node went away; more would only delay the message.
      backoffLimit: 1,
      activeDeadlineSeconds: job.deadline,
      template: {
        metadata: { labels: { ...componentLabels(component), ...podLabels(component, workload) } },
        spec: pod(job.user, {
          // Never: the pod that failed stays, and with it the log that says why.
          restartPolicy: 'Never',
          containers: [
            {
              name: workload,
              image: job.image,
              command: ['sh', `${settingsFolder}/${job.script}`],
              resources: resources(job.resources),
              securityContext: restrictedContainer,
              volumeMounts: [
                { name: 'settings', mountPath: settingsFolder, readOnly: true },
                { name: 'tmp', mountPath: '/tmp' },
              ],
            },
          ],
          volumes: [configVolume('settings', name), scratchVolume('tmp')],
        }),
      },
    },
  });
}
