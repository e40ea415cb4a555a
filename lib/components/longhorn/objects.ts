import type { Chart } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { RecurringJob } from '../../../imports/longhorn.io';
import { syncWave } from '../../core';
import type { LonghornSettings } from './props';
import { namespace } from './workloads';

/** Makes the StorageClasses, the jobs, and the policies for what the pods say to each other. */
export function addObjects(chart: Chart, { name, classes, jobs }: LonghornSettings): void {
  for (const one of classes) addClass(chart, one, jobs);
  for (const job of jobs)
    new RecurringJob(chart, `job-${job.name}`, {
      // The managers of the chart check what is written; they answer when wave 0 is healthy.
      metadata: { name: job.name, namespace, annotations: syncWave(1) },
      spec: {
        name: job.name,
        task: job.task,
        cron: job.schedule,
        retain: job.keep,
        concurrency: job.concurrency,
      },
    });
  addPolicies(chart, name);
}

/** https://longhorn.io/docs/1.12.1/references/storage-class-parameters/ */
function addClass(
  chart: Chart,
  one: LonghornSettings['classes'][number],
  jobs: LonghornSettings['jobs'],
): void {
  const wanted = one.jobs ?? jobs.map(({ name }) => name);
  new k8s.KubeStorageClass(chart, `class-${one.name}`, {
    metadata: {
      name: one.name,
      ...(one.isDefault && { annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' } }),
    },
    provisioner: 'driver.longhorn.io',
    allowVolumeExpansion: true,
    reclaimPolicy: one.reclaim,
    volumeBindingMode: one.binding,
    // Each is text, numbers too.
    parameters: {
      numberOfReplicas: String(one.replicas),
      // Minutes until a copy that failed is replaced; the value of Longhorn's own class.
      staleReplicaTimeout: '30',
      fsType: one.fileSystem,
      dataLocality: one.locality,
      ...(one.tags.length > 0 && { diskSelector: one.tags.join(',') }),
      ...(wanted.length > 0 && {
        recurringJobSelector: JSON.stringify(wanted.map((name) => ({ name, isGroup: false }))),
      }),
    },
  });
}

/**
 * Pods of Longhorn choose the ports by which they copy volumes when they run, and the namespace holds nothing else. Two policies,
 * one a direction: kube-router takes the rules of both directions of one policy together.
 */
function addPolicies(chart: Chart, name: string): void {
  const everyPod = [{ podSelector: {} }];
  new k8s.KubeNetworkPolicy(chart, 'inside', {
    metadata: { name: `${name}-inside`, namespace },
    spec: { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from: everyPod }] },
  });
  new k8s.KubeNetworkPolicy(chart, 'inside-egress', {
    metadata: { name: `${name}-inside.egress`, namespace },
    spec: { podSelector: {}, policyTypes: ['Egress'], egress: [{ to: everyPod }] },
  });
}
