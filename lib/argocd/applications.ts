import { AppProject, Application, ApplicationSet, type ApplicationSetSpec } from '../../imports/argoproj.io';
import { keepData, type KubeObject, objectsOf, pruneLast, syncWave } from '../component';
import type { Facts } from '../inventory';
import { type App, applicationName, argoCdNamespace, inCluster, projectName, rootName } from './app';
import { applicationMetadata, applicationSpec, retry } from './application';
import { projectSpec, rootProjectSpec } from './project';

/**
 * Finalizer with which a project stays until no Application refers to it. Argo CD knows it by this name only (3.5:
 * `AppProject.HasFinalizer`), of which the API server warns: finalizers should have a path.
 */
const whileReferred = 'resources-finalizer.argocd.argoproj.io';

const owner = { kind: 'argo-cd-applications', name: rootName };

/** What the root Application applies: every app's project, and the Applications or the set that makes them. */
export function applicationObjects(apps: readonly App[], facts: Facts): readonly KubeObject[] {
  return objectsOf(owner, (chart) => {
    for (const [name, members] of projectsOf(apps, facts))
      new AppProject(chart, `project-${name}`, {
        metadata: {
          name,
          namespace: argoCdNamespace,
          // Before every Application, and gone after it: one whose project is missing fails, and cannot remove its objects.
          annotations: { ...syncWave(-1), ...pruneLast },
          // The root waits for the Applications that it removes itself. It does not see those that a set removes.
          ...(facts.delivery === 'rolling' && { finalizers: [whileReferred] }),
        },
        spec: projectSpec(titleOf(members, facts), members, facts),
      });
    if (facts.delivery === 'waves')
      for (const app of apps)
        new Application(chart, `application-${applicationName(facts, app.name)}`, {
          metadata: { ...applicationMetadata(app, facts), namespace: argoCdNamespace },
          spec: applicationSpec(app, facts),
        });
    if (facts.delivery === 'rolling')
      new ApplicationSet(chart, 'rolling', {
        // Without the set, Kubernetes removes its Applications, and they what they have made.
        metadata: { name: facts.name, namespace: argoCdNamespace, annotations: { ...keepData } },
        spec: rollingSet(apps, facts),
      });
  });
}

/** The apps of each project, by its name, in the order of the apps. */
function projectsOf(apps: readonly App[], facts: Facts): ReadonlyMap<string, readonly App[]> {
  const projects = new Map<string, App[]>();
  for (const app of apps) {
    const name = projectName(facts, app);
    projects.set(name, [...(projects.get(name) ?? []), app]);
  }
  return projects;
}

/** What the project of these apps is for. */
function titleOf([first]: readonly App[], facts: Facts): string {
  const { name = '', group } = first ?? {};
  return facts.projects === 'group' && group !== undefined ? `the group ${group}` : name;
}

/** What a person applies once: the project of the root and the root Application. */
export function rootObjects(facts: Facts): readonly KubeObject[] {
  const name = applicationName(facts, rootName);
  return objectsOf(owner, (chart) => {
    new AppProject(chart, 'root-project', {
      metadata: { name, namespace: argoCdNamespace },
      spec: rootProjectSpec(facts),
    });
    // The root does not apply itself: its health is that of its children, and with itself among them it would wait for itself.
    new Application(chart, 'root', {
      metadata: {
        name,
        namespace: argoCdNamespace,
        annotations: { 'argocd.argoproj.io/manifest-generate-paths': `/apps/${facts.name}` },
      },
      spec: {
        project: name,
        destination: { server: inCluster, namespace: argoCdNamespace },
        source: { repoURL: facts.git.url, targetRevision: facts.git.revision, path: `apps/${facts.name}` },
        ignoreDifferences: [
          { group: 'argoproj.io', kind: 'Application', jqPathExpressions: [preDeleteFinalizers] },
        ],
        syncPolicy: {
          automated: { prune: true, selfHeal: true },
          syncOptions: ['RespectIgnoreDifferences=true'],
          retry,
        },
      },
    });
  });
}

/**
 * Finalizers that Argo CD 3.3 and later adds to an Application whose chart has a hook before its deletion. Without this the root
 * would take them away, and Argo CD would add them again, without end.
 * https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/ (PreDelete)
 */
const preDeleteFinalizers =
  '.metadata.finalizers[]? | select(startswith("pre-delete-finalizer.argocd.argoproj.io"))';

/** Label by which RollingSync knows the step of an Application. */
const waveLabel = 'asterism.dev/wave';

/**
 * One ApplicationSet that makes every Application and syncs them step by step, a step a wave: the next one begins when all
 * of the one before are healthy, for every commit. RollingSync switches automated sync of the Applications off.
 */
function rollingSet(apps: readonly App[], facts: Facts): ApplicationSetSpec {
  const waves = [...new Set(apps.map((app) => app.wave))].sort((a, b) => a - b);
  return {
    goTemplate: true,
    goTemplateOptions: ['missingkey=error'],
    generators: [
      {
        list: {
          elements: apps.map((app) => {
            const { name, labels, annotations, finalizers } = applicationMetadata(app, facts);
            return {
              name,
              wave: String(app.wave),
              patch: {
                metadata: { ...(labels && { labels }), annotations, ...(finalizers && { finalizers }) },
                spec: applicationSpec(app, facts),
              },
            };
          }),
        },
      },
    ],
    strategy: {
      type: 'RollingSync',
      rollingSync: {
        steps: waves.map((wave) => ({
          matchExpressions: [{ key: waveLabel, operator: 'In', values: [String(wave)] }],
        })),
      },
    },
    // Otherwise each Application without a finalizer gets one, and removing it would take namespaces and network along.
    syncPolicy: { preserveResourcesOnDeletion: true },
    template: {
      metadata: { name: '{{ .name }}', namespace: argoCdNamespace, labels: { [waveLabel]: '{{ .wave }}' } },
      spec: { project: '{{ .name }}', destination: { server: facts.destination } },
    },
    // Apps differ in their sources, which a template with one text a field cannot say.
    templatePatch: '{{ toJson .patch }}\n',
  };
}
