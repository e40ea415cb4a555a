import { volumeClaims } from '../../component';
import { claimsOf, provides } from '../../inventory';
import type { ClusterPlan, PlannedComponent } from '../../plan';
import { shellWord } from '../../values';
import { pageName, type RunbookTask } from './task';

const task = 'remove-component';

/** How components with volumes are removed, where Argo CD is in the cluster: it asks before it deletes what holds data. */
export function removalTasks({ components, facts }: ClusterPlan): readonly RunbookTask[] {
  const delivery = components.find((component) => provides(component, 'delivery'));
  if (delivery === undefined) return [];
  return components
    .filter((component) => claimsOf(component, volumeClaims).length > 0)
    .map((component) => removalTask(component, delivery.namespace, facts.name));
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/sync-options/#resource-pruning-with-confirmation */
function removalTask({ name, namespace }: PlannedComponent, argoCd: string, cluster: string): RunbookTask {
  const kubectl = `kubectl --namespace ${shellWord(argoCd)}`;
  const volumes = `kubectl --namespace ${shellWord(namespace)} get persistentvolumeclaims`;
  const application = shellWord(name);
  const page = `${pageName({ name: task, target: name })}.md`;
  return {
    name: task,
    target: name,
    title: `Remove ${name} and its volumes`,
    why: `${name} holds data. Argo CD deletes nothing of it, its pods included, until a person confirms, and until then the root waits and delivers no other change. So confirm right after the commit, or do not commit.`,
    steps: [
      {
        title: 'Keep this page',
        why: 'Synth removes it together with the component.',
        commands: [`cp dist/${cluster}/hosts/runbooks/${page} ../${page}`],
        check: [`test -s ../${page}`],
      },
      {
        title: 'Save what is still needed',
        why: 'What is in these volumes is gone afterwards, unless their class keeps volumes (reclaim policy Retain).',
        commands: [volumes, 'kubectl get persistentvolumes'],
        check: [],
      },
      {
        title: 'Take it out',
        why: `Take ${name} out of components in the description of cluster ${cluster}, and what connects to it. After synth, read the diff, commit and push.`,
        commands: ['npm run synth', `git status --short apps/${cluster} dist/${cluster}`],
        check: [`test ! -e apps/${cluster}/application-${name}.yaml`],
      },
      {
        title: 'Confirm the deletion',
        why: 'The first command waits until Argo CD has begun to delete it. `argocd app confirm-deletion` does the same as the second one.',
        commands: [
          `${kubectl} wait --for=jsonpath='{.metadata.deletionTimestamp}' application/${application} --timeout=10m`,
          `${kubectl} annotate application ${application} --overwrite "argocd.argoproj.io/deletion-approved=$(date -u +%Y-%m-%dT%H:%M:%SZ)"`,
        ],
        check: [`${kubectl} wait --for=delete application/${application} --timeout=10m`],
      },
      {
        title: 'Look at what is left',
        why: `Volumes that a StatefulSet asked for stay. To delete one: \`kubectl --namespace ${namespace} delete persistentvolumeclaim CLAIM\`, which takes its data.`,
        commands: [volumes],
        check: [`${kubectl} get application root`],
      },
    ],
    trouble: [
      `The first command of step 4 times out: Argo CD has not seen the commit, or the root does not prune. \`${kubectl} get application root --output yaml\` says why.`,
      `It was a mistake: put ${name} back and push before you confirm. Argo CD deletes an Application that is being deleted all the same; its volumes stay until you confirm.`,
    ],
  };
}
