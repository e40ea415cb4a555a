import { inWords, type PlanContext, shown, suggest } from '../../core';
import { disksOf, holdersOf } from './disks';
import type { LonghornSettings } from './props';

type StorageClass = LonghornSettings['classes'][number];

/** Holds the props against each other and against the nodes of the cluster. */
export function checkLonghorn(settings: LonghornSettings, context: PlanContext): void {
  checkDisks(settings, context);
  settings.classes.forEach((one, index) => {
    checkClass(one, `${context.at}.classes[${index}]`, settings, context);
  });
  for (const key of ['classes', 'jobs'] as const) checkNames(settings[key], `${context.at}.${key}`, context);
  settings.jobs.forEach(({ task }, index) => {
    if (task === 'backup' && settings.backup === undefined)
      context.report({
        at: `${context.at}.jobs[${index}].task`,
        reason: 'nothing says where backups go',
        next: "write backup: { to: 'nfs', server: …, path: … }, or task: 'snapshot'",
      });
  });
}

function checkNames(list: readonly { readonly name: string }[], at: string, { report }: PlanContext): void {
  const names = list.map(({ name }) => name);
  names.forEach((name, index) => {
    if (names.indexOf(name) < index)
      report({
        at: `${at}[${index}].name`,
        reason: `two have the name ${shown(name)}`,
        next: 'rename one of them',
      });
  });
}

function checkDisks(settings: LonghornSettings, { at, facts, report }: PlanContext): void {
  settings.disks.forEach((group, index) => {
    const place = `${at}.disks[${index}]`;
    const having = facts.nodes.filter((node) => disksOf(node, settings).includes(group));
    const earlier = settings.disks.slice(0, index);
    const both = having.find((node) =>
      disksOf(node, { disks: earlier }).some(({ path }) => path === group.path),
    );
    if (both !== undefined)
      report({
        at: `${place}.path`,
        reason: `${shown(group.path)} is a disk of node ${both.name} already`,
        next: 'write another path, or labels of other nodes',
      });
  });
}

function checkClass(
  { replicas, tags, locality, binding, jobs = [] }: StorageClass,
  at: string,
  settings: LonghornSettings,
  { facts, report }: PlanContext,
): void {
  const holders = holdersOf(tags, settings, facts).map(({ name }) => name);
  const disk =
    tags.length === 0 ? 'a disk' : `a disk with ${inWords(tags.map((tag) => `tag ${shown(tag)}`))}`;
  if (holders.length === 0) {
    const known = [...new Set(settings.disks.flatMap((one) => one.tags))].sort();
    report({
      at: `${at}.tags`,
      reason: `no node has ${disk}, so its claims would stay Pending`,
      next:
        known.length === 0
          ? 'leave tags out, or write them for disks'
          : `the tags of disks are ${inWords(known.map(shown))}`,
    });
  } else if (replicas > holders.length)
    report({
      at: `${at}.replicas`,
      reason: `${replicas} replicas need as many nodes with ${disk}, and ${holders.length === 1 ? `only ${inWords(holders)} has one` : `only ${inWords(holders)} have one`}`,
      next: `write ${holders.length} or less, or more disks`,
    });
  if (locality === 'strict-local' && replicas > 1)
    report({
      at: `${at}.replicas`,
      reason: `'strict-local' keeps one copy on the node of the pod, and there are ${replicas}`,
      next: "write replicas: 1, or locality: 'best-effort'",
    });
  if (locality === 'strict-local' && binding === 'Immediate')
    report({
      at: `${at}.binding`,
      reason:
        "'Immediate' makes the volume before its pod has a node, and with 'strict-local' the pod can run where the volume is only",
      next: "write 'WaitForFirstConsumer': a claim is Pending until its pod is scheduled, which is normal, and gets its volume there",
    });
  const names = settings.jobs.map(({ name }) => name);
  jobs.forEach((job, index) => {
    if (!names.includes(job))
      report({
        at: `${at}.jobs[${index}]`,
        reason: `${shown(job)} is not the name of a job`,
        next: names.length === 0 ? 'add it to jobs' : suggest(job, names),
      });
  });
}
