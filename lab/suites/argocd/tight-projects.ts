import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { Cluster } from '../../../lib/plan';
import type { ApiServer } from '../../drivers/api-server';
import { applicationsPath, type Application, applications } from '../../drivers/applications';
import { refusal } from '../../drivers/resources';
import { type Claim, waitFor } from '../../harness';
import { runningIn, type World } from './world';

const projectsPath = '/apis/argoproj.io/v1alpha1/namespaces/argocd/appprojects';

const specShape = v.record(v.string(), v.unknown());
const policyShape = v.looseObject({ syncOptions: v.optional(v.array(v.string()), []) });
const projectsShape = v.object({
  items: v.array(v.object({ metadata: v.object({ name: v.string() }), spec: specShape })),
});

/** Lists of a project whose entries each allow something. */
const lists = [
  'clusterResourceWhitelist',
  'namespaceResourceWhitelist',
  'destinations',
  'sourceRepos',
] as const;

/** Argo CD's words for what a project does not allow. */
const refused = /is not permitted in project|do not match any of the allowed destinations/;

/** A project with one entry less, or as it ships. */
interface Variant {
  readonly app: string;
  readonly spec: Readonly<Record<string, unknown>>;
  /** What was taken away; undefined where nothing was. */
  readonly without: string | undefined;
}

/** A variant with which Argo CD did not do what it must. */
interface Wrong {
  readonly variant: Variant;
  readonly why: string;
}

/** Variants that are tried at the same time. */
const atOnce = 10;

/** Removing any entry of a project makes Argo CD refuse, and nothing is refused as it ships. */
export function tightProjects(cluster: Cluster): Claim<World> {
  return {
    says: `${cluster.name}: each entry of each AppProject is needed, and nothing more is`,
    by: 'for each allowed kind, destination and source a copy of the project without it and a copy of its Application, which Argo CD refuses to sync; a copy with all of them is let through',
    limit: 360,
    prove: async (world) => {
      const { api } = runningIn(world, cluster.name);
      const { body } = await api.ask('GET', projectsPath);
      const projects = v
        .parse(projectsShape, body)
        .items.filter(({ metadata }) => metadata.name !== 'default');
      const all = await applications(api);
      const variants = projects.flatMap(({ metadata: { name }, spec }) => variantsOf(name, spec));
      const tryAll = async (list: readonly Variant[], from: number): Promise<readonly Wrong[]> => {
        const wrong: Wrong[] = [];
        for (let index = 0; index < list.length; index += atOnce)
          wrong.push(...(await tryVariants(api, all, list.slice(index, index + atOnce), from + index)));
        return wrong;
      };
      // On a machine with much to do, a health script of Argo CD runs out of its second, which does not answer our question.
      const first = await tryAll(variants, 0);
      const wrong = await tryAll(
        first.map(({ variant }) => variant),
        variants.length,
      );
      if (wrong.length > 0) throw new Error(wrong.map(({ why }) => why).join('\n'));
      const entries = variants.filter(({ without }) => without !== undefined).length;
      return `${entries} entries of ${projects.length} projects`;
    },
  };
}

function variantsOf(app: string, spec: Readonly<Record<string, unknown>>): readonly Variant[] {
  const fewer = lists.flatMap((list) => {
    const entries = v.parse(v.optional(v.array(v.unknown()), []), spec[list]);
    return entries.map((entry, index) => ({
      app,
      spec: { ...spec, [list]: entries.toSpliced(index, 1) },
      without: `${list} ${JSON.stringify(entry)}`,
    }));
  });
  return [{ app, spec, without: undefined }, ...fewer];
}

/** Lets Argo CD try to sync copies of Applications, without changing anything. @returns what went otherwise than it must */
async function tryVariants(
  api: ApiServer,
  all: ReadonlyMap<string, Application>,
  variants: readonly Variant[],
  offset: number,
): Promise<readonly Wrong[]> {
  const names = variants.map((_, index) => `variant-${offset + index}`);
  const create = async (path: string, kind: string, name: string, rest: object) => {
    const why = refusal(
      await api.ask('POST', path, {
        body: { apiVersion: 'argoproj.io/v1alpha1', kind, metadata: { name, namespace: 'argocd' }, ...rest },
      }),
    );
    if (why !== undefined) throw new Error(`${kind} ${name}: ${why}`);
  };
  for (const [index, { spec }] of variants.entries())
    await create(projectsPath, 'AppProject', names[index] ?? '', { spec });
  // An Application whose project the controller has not heard of yet is refused for that.
  await sleep(2000);
  for (const [index, { app }] of variants.entries()) {
    const name = names[index] ?? '';
    const original = all.get(app);
    if (original === undefined) throw new Error(`project ${app} belongs to no Application`);
    const { syncPolicy, ...rest } = original.spec;
    const { syncOptions } = v.parse(policyShape, syncPolicy ?? {});
    await create(applicationsPath, 'Application', name, {
      spec: { ...rest, project: name, syncPolicy: { syncOptions } },
      operation: { sync: { dryRun: true, prune: false, syncOptions }, retry: { limit: 0 } },
    });
  }
  const done = await waitFor('Argo CD to try every variant', 150, async () => {
    const now = await applications(api);
    const phases = names.map((name) => now.get(name)?.status.operationState?.phase);
    return phases.every((phase) => phase !== undefined && phase !== 'Running') ? now : undefined;
  });
  const wrong = variants.flatMap((variant, index): readonly Wrong[] => {
    const { app, without } = variant;
    const operation = done.get(names[index] ?? '')?.status.operationState;
    const phase = operation?.phase ?? '';
    const details = (operation?.syncResult?.resources ?? []).map((resource) => resource.message ?? '');
    const messages = [operation?.message ?? '', ...details].join('; ');
    const answer = `${phase}: ${messages.slice(0, 400)}`;
    if (without === undefined)
      return phase === 'Succeeded' ? [] : [{ variant, why: `${app} is refused as it ships: ${answer}` }];
    return phase !== 'Succeeded' && refused.test(messages)
      ? []
      : [{ variant, why: `${app} needs no ${without}: ${answer}` }];
  });
  for (const name of names) {
    await api.ask('DELETE', `${applicationsPath}/${name}`);
    await api.ask('DELETE', `${projectsPath}/${name}`);
  }
  return wrong;
}
