import { bundleOf } from '../../lib/synth';
import { planned } from '../../lib/testing/clusters';
import { chartCases } from '../charts/cases';
import { type Chart, readChart } from '../charts/chart';
import { mergedOver } from '../charts/json';
import { leftOut, projectFindings } from '../charts/project-findings';
import { firstInstallations, installationFindings, strayCommands } from '../charts/first-installation';
import { schemaFindings } from '../charts/schema';
import { type UsedChart, usedCharts } from '../charts/used';
import { judgeValues, type OpenMaps, sameAsDefault } from '../charts/walk';
import { clustersIn, committedTree, kubeObject, type Shipped, shippedObjects } from '../drivers/committed';
import { type Claim, type Scene, suite } from '../harness';
import { manifestsRead } from './yaml';

/** Maps that a chart copies into an object key by key, by the chart's name. */
const openMaps: Readonly<Record<string, OpenMaps>> = {
  'argo-cd': {
    'configs.cm': 'becomes the ConfigMap argocd-cm; the suite argocd shows that Argo CD knows the entries',
    'configs.params': 'becomes the ConfigMap argocd-cmd-params-cm',
  },
  'external-dns': { extraArgs: 'each key becomes a flag of the program' },
  kured: { extraArgs: 'each key becomes a flag of the program' },
};

/** Values that are the chart's default and are written on purpose: chart and path → why. */
const pinned: Readonly<Record<string, string>> = {};

interface World {
  readonly tree: string;
  /** Charts of the committed Applications. */
  readonly committed: readonly UsedChart[];
  /** Charts of clusters made here, in which every option is on. */
  readonly made: readonly UsedChart[];
  /** The made ones with everything on: what each ships. */
  readonly full: readonly {
    readonly used: UsedChart;
    readonly objects: readonly Pick<Shipped, 'app' | 'object'>[];
  }[];
  /** The reference data of a chart, or why there is none. */
  readonly chartOf: (used: Pick<UsedChart, 'chart' | 'version'>) => Chart | string;
  /** Whose values a claim has refused: it told so, and those after it are about the others. */
  readonly refused: Set<string>;
}

/** What a project refuses Argo CD does not sync. */
export const projectsFit: Claim<World> = {
  says: 'With everything on, a project allows each object that its chart renders, and no other kind',
  by: 'the list of what the chart creates, held against the AppProject as Argo CD decides it',
  prove: ({ full, chartOf }) => {
    const looked = full.flatMap(({ used, objects }) => {
      const chart = chartOf(used);
      return typeof chart === 'string' ? [] : [{ used, ...projectFindings(used, objects, chart) }];
    });
    const findings = looked.flatMap((one) => one.findings);
    const excused = new Set(looked.flatMap((one) => one.excused));
    const stale = Object.keys(leftOut).filter(
      (key) => !excused.has(key) && looked.some(({ used }) => key.startsWith(`${used.chart} `)),
    );
    if (stale.length > 0) findings.push(`allowed after all, or no longer rendered: ${stale.join(', ')}`);
    if (findings.length > 0) throw new Error(findings.join('\n'));
    const count = looked.reduce((sum, one) => sum + one.allowed, 0);
    return `${count} objects of ${looked.length} charts${leftOutNote(full.length - looked.length)}`;
  },
};

export const charts = suite({
  name: 'charts',
  title:
    'values.yaml and values.schema.json of each chart at its pinned version, the list of what it creates, and ajv',
  programs: [],
  tools: [],
  readsCharts: true,
  memory: 0.4,
  seconds: 10,
  restsOn: [manifestsRead],
  start: async (scene: Scene): Promise<World> => {
    const tree = await committedTree(scene);
    const read = new Map<string, Chart | string>();
    const committed = clustersIn(tree).flatMap((cluster) =>
      usedCharts(
        shippedObjects(tree, cluster).map(({ object }) => object),
        cluster,
      ),
    );
    const made = chartCases().map(({ what, name, everything, cluster }) => {
      const objects = bundleOf(planned(cluster), new Map()).objects.map(({ path, app, object }) => ({
        app,
        object: kubeObject(JSON.parse(JSON.stringify(object)), path),
      }));
      const used = usedCharts(
        objects.map(({ object }) => object),
        what,
      ).find(({ application }) => application === name);
      if (used === undefined) throw new Error(`${what}: no Application takes a chart`);
      return { used, objects, everything };
    });
    return {
      tree,
      committed,
      made: made.map(({ used }) => used),
      full: made.filter(({ everything }) => everything),
      chartOf: ({ chart, version }) => {
        const title = `${chart} ${version}`;
        const known = read.get(title) ?? chartOrWhyNot(scene.charts, chart, version);
        read.set(title, known);
        return known;
      },
      refused: new Set(),
    };
  },
  claims: [
    {
      says: "Each value that an Application sets exists in its chart at the pinned version, and is of the default's or the schema's type",
      by: "every path held against values.yaml and values.schema.json; what charts hand on to Kubernetes, against Kubernetes' types",
      prove: (world) =>
        eachValue(world, (used, chart) => {
          const { findings, paths } = judgeValues(used.values, chart, openMaps[used.chart] ?? {});
          return { findings, count: paths.length };
        }),
    },
    {
      says: 'The values pass the schema of their chart, where it has one',
      by: "ajv, on the chart's defaults with our values over them, as helm does",
      prove: (world) => {
        let without = 0;
        const note = eachValue(
          world,
          (used, { defaults, schema, title }) => {
            if (schema === undefined) {
              without += 1;
              return { findings: [], count: 0 };
            }
            const byItself = schemaFindings(schema, defaults);
            if (byItself.length > 0)
              throw new Error(`${title}: its own defaults fail its schema: ${byItself.join('; ')}`);
            return { findings: schemaFindings(schema, mergedOver(defaults, used.values)), count: 1 };
          },
          'sets of values',
        );
        return `${note}; the charts of ${without} have none`;
      },
    },
    {
      says: "No value only repeats its chart's default",
      by: 'each value compared with values.yaml',
      prove: (world) => {
        const excused = new Set<string>();
        const note = eachValue(world, (used, chart) => {
          const key = (path: string) => `${used.chart} ${path}`;
          const same = sameAsDefault(used.values, chart.defaults);
          for (const path of same) if (Object.hasOwn(pinned, key(path))) excused.add(key(path));
          return {
            findings: same
              .filter((path) => !Object.hasOwn(pinned, key(path)))
              .map((path) => `${path}: is the chart's default`),
            count: judgeValues(used.values, chart, openMaps[used.chart] ?? {}).paths.length,
          };
        });
        const stale = Object.keys(pinned).filter((key) => !excused.has(key));
        if (stale.length > 0) throw new Error(`no longer the default, or no longer set: ${stale.join(', ')}`);
        return note;
      },
    },
    {
      says: 'What a person installs first is what the Application then has: the same values, chart, version, release and namespace',
      by: 'apps/*/bootstrap/values-*.yaml and the commands of its page, compared with the Applications',
      prove: ({ tree, committed, refused }) => {
        const all = clustersIn(tree).flatMap((cluster) => firstInstallations(tree, cluster));
        if (all.length === 0) throw new Error('there are no values for a first installation');
        const files = all.filter(({ by }) => !refused.has(by));
        const findings = [
          ...files.flatMap((file) =>
            installationFindings(
              tree,
              file,
              committed.find(({ by }) => by === file.by),
            ),
          ),
          ...clustersIn(tree).flatMap((cluster) => strayCommands(tree, cluster)),
        ];
        if (findings.length > 0) throw new Error(findings.join('\n'));
        return `${files.length} files${leftOutNote(all.length - files.length)}`;
      },
    },
    projectsFit,
  ],
});

function chartOrWhyNot(folder: string, chart: string, version: string): Chart | string {
  try {
    return readChart(folder, chart, version);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Looks at the values of every Application that none has refused before. @throws with all findings; @returns what was counted */
function eachValue(
  { committed, made, chartOf, refused }: World,
  look: (used: UsedChart, chart: Chart) => { readonly findings: readonly string[]; readonly count: number },
  counted = 'values',
): string {
  if (committed.length === 0) throw new Error('no committed Application takes a chart');
  const all = [...committed, ...made];
  const looked = all.filter(({ by }) => !refused.has(by));
  const seen = looked.map((used) => {
    const { by } = used;
    const chart = chartOf(used);
    if (typeof chart === 'string') return { by, findings: [`${by}: ${chart}`], count: 0 };
    const { findings, count } = look(used, chart);
    return { by, findings: findings.map((finding) => `${by}, chart ${chart.title}: ${finding}`), count };
  });
  for (const { by, findings } of seen) if (findings.length > 0) refused.add(by);
  const findings = seen.flatMap((one) => one.findings);
  if (findings.length > 0) throw new Error(findings.join('\n'));
  const total = seen.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) throw new Error('nothing was looked at');
  const whose = `${committed.length} committed Applications and ${made.length} made here`;
  return `${total} ${counted} of ${whose}${leftOutNote(all.length - looked.length)}`;
}

function leftOutNote(count: number): string {
  return count === 0 ? '' : `, ${count} left out that an earlier claim refused`;
}
