import { examples } from '../../examples';
import { kubeObject } from '../../drivers/committed';
import { podOf, podSecurityLevels, samplePod } from '../../drivers/pods';
import { createObject, refusal } from '../../drivers/resources';
import { type Claim, needing } from '../../harness';
import { type Cluster, makeDefaultAccount, note, renamed, taken, type World } from './world';

const levels: Claim<World> = {
  says: 'The level that a namespace enforces is the laxest that a component in it asks for',
  by: "labels as the API server stores them, and the plan's components",
  prove: async ({ clusters }) => {
    const wrong: string[] = [];
    let seen = 0;
    for (const cluster of clusters) {
      const plan = examples.find(({ name }) => name === cluster.name)?.plan;
      if (plan === undefined) throw new Error(`clusters/ has no plan of ${cluster.name}`);
      for (const { path, namespace, level } of await namespaceLevels(cluster)) {
        const asked = plan.components
          .filter((component) => component.namespace === namespace)
          .map(({ podSecurity }) => podSecurityLevels.indexOf(podSecurity));
        const laxest = podSecurityLevels[Math.max(...asked)] ?? 'nothing';
        if (level !== laxest) wrong.push(`${path} enforces ${level}, its components ask for ${laxest}`);
        seen++;
      }
    }
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    return `${seen} namespaces`;
  },
};

const admission: Claim<World> = {
  says: 'A namespace takes pods of its level and refuses those that ask for more',
  by: 'Pod Security admission, a sample pod of each level created in a dry run',
  prove: async ({ clusters }) => {
    let refused = 0;
    let taken = 0;
    for (const cluster of clusters)
      for (const { namespace, level } of await namespaceLevels(cluster)) {
        await makeDefaultAccount(cluster, namespace);
        const laxest = podSecurityLevels.findIndex((one) => one === level);
        for (const [index, sample] of podSecurityLevels.entries()) {
          const pod = samplePod(sample, namespace);
          const answer = await createObject(cluster.api, cluster.resources, pod, { dryRun: true });
          const why = refusal(answer);
          const fits = index <= laxest;
          if (fits ? why !== undefined : why?.includes(`violates PodSecurity "${level}`) !== true)
            throw new Error(`${cluster.name}: a ${sample} pod in ${namespace}: ${why ?? 'accepted'}`);
          if (fits) taken++;
          else refused++;
        }
      }
    return `${taken} taken, ${refused} refused`;
  },
};

/** Without it a workload stays without pods. */
export const podsTaken: Claim<World> = {
  says: 'The pods of every workload are accepted in their namespace, without a warning',
  by: "each template created as a pod in a dry run, as the workload's controller would",
  prove: async ({ clusters }) => {
    const refused: string[] = [];
    let seen = 0;
    for (const cluster of clusters)
      for (const one of taken(cluster)) {
        const pod = podOf(one);
        if (pod === undefined) continue;
        await makeDefaultAccount(cluster, pod.metadata.namespace ?? 'default');
        const answer = await createObject(cluster.api, cluster.resources, pod, { dryRun: true });
        note(cluster, one.path, answer);
        const why = refusal(answer);
        if (why !== undefined) {
          refused.push(`${one.path}: ${why}`);
          // What was warned of when its workload was applied is this.
          cluster.refused.add(one.path);
        }
        seen++;
      }
    if (refused.length > 0) throw new Error(refused.join('\n'));
    if (seen === 0) throw new Error('no workload ships');
    return `${seen} pods`;
  },
};

const warnings: Claim<World> = {
  says: 'Kubernetes warns of nothing: nothing deprecated, nothing unknown, no pod that is too powerful',
  by: 'warnings of every answer so far, and of a finalizer without a path to see that they arrive',
  prove: async ({ clusters }) => {
    const given = clusters.flatMap((cluster) =>
      cluster.warnings.filter(({ path }) => !cluster.refused.has(path)),
    );
    if (given.length > 0) throw new Error(given.map(({ path, text }) => `${path}: ${text}`).join('\n'));
    for (const cluster of clusters) {
      const { api: server, resources } = cluster;
      const project = taken(cluster).find(({ object }) => object.kind === 'AppProject');
      if (project === undefined) throw new Error('no project ships');
      const object = renamed(project.object);
      const warned = { ...object, metadata: { ...object.metadata, finalizers: ['example.com'] } };
      const answer = await createObject(server, resources, warned, { dryRun: true });
      if (!answer.warnings.some((text) => text.includes('finalizer')))
        throw new Error(`${project.path}: no warning of a finalizer without a path`);
    }
    return `0 warnings in ${clusters.length} clusters`;
  },
};

/** Claims about Pod Security, and about all warnings so far. */
export const podClaims: readonly Claim<World>[] = [
  levels,
  // Under another level other pods are taken and warned of.
  ...needing([levels], [admission, podsTaken, warnings]),
];

/** Namespaces that ship, with the level of their labels as they are stored. */
async function namespaceLevels(cluster: Cluster) {
  const levels = taken(cluster)
    .filter(({ object }) => object.kind === 'Namespace')
    .map(async ({ path, object }) => {
      const { body } = await cluster.api.ask('GET', await cluster.resources.path(object));
      const { labels } = kubeObject(body, path).metadata;
      const level = labels?.['pod-security.kubernetes.io/enforce'] ?? 'no level';
      return { path, namespace: object.metadata.name, level };
    });
  return Promise.all(levels);
}
