import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleOf } from '../../lib/synth';
import { planned } from '../../lib/testing/clusters';
import { chartCases } from '../charts/cases';
import { type Chart, readChart, readValues } from '../charts/chart';
import { isSame, mergedOver } from '../charts/json';
import { allowedKinds, allowsObject, kindId } from '../charts/project';
import { schemaFindings } from '../charts/schema';
import { type UsedChart, usedCharts } from '../charts/used';
import { judgeValues, type OpenMaps, sameAsDefault } from '../charts/walk';
import { clustersIn, committedTree, kubeObject, type Shipped, shippedObjects } from '../drivers/committed';
import { type Scene, suite } from '../harness';

/** Maps that a chart copies into an object key by key, by the chart's name. */
const openMaps: Readonly<Record<string, OpenMaps>> = {
  'argo-cd': {
    'configs.cm': 'becomes the ConfigMap argocd-cm; the suite argocd shows that Argo CD knows the entries',
    'configs.params': 'becomes the ConfigMap argocd-cmd-params-cm',
  },
};

/** Values that are the chart's default and stand there on purpose: chart and path → why. */
const pinned: Readonly<Record<string, string>> = {};

/** Kinds in objects.json that the chart does not render with our values: chart and kind → why. */
const leftOut: Readonly<Record<string, string>> = {
  'argo-cd networking.k8s.io/NetworkPolicy': 'global.networkPolicy.create is false: policies are ours',
};

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
  readonly chartOf: (used: Pick<UsedChart, 'chart' | 'version'>) => Chart;
}

export const charts = suite({
  name: 'charts',
  title: 'values.yaml, values.schema.json and objects.json of each chart at its pinned version, and ajv',
  programs: [],
  tools: [],
  memory: 0.4,
  seconds: 10,
  start: async (scene: Scene): Promise<World> => {
    const tree = await committedTree(scene);
    const read = new Map<string, Chart>();
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
        const known = read.get(`${chart} ${version}`) ?? readChart(scene.charts, chart, version);
        read.set(known.title, known);
        return known;
      },
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
      prove: ({ tree, committed }) => {
        const files = clustersIn(tree).flatMap((cluster) =>
          readdirSync(join(tree, 'apps', cluster, 'bootstrap'))
            .filter((file) => file.startsWith('values-'))
            .map((file) => ({ cluster, file })),
        );
        if (files.length === 0) throw new Error('there are no values for a first installation');
        for (const { cluster, file } of files) {
          const folder = join(tree, 'apps', cluster, 'bootstrap');
          const by = `${cluster}/${file.slice('values-'.length, -'.yaml'.length)}`;
          const used = committed.find((one) => one.by === by);
          if (used === undefined) throw new Error(`${cluster}/${file}: there is no such Application`);
          if (!isSame(readValues(readFileSync(join(folder, file), 'utf8'), file), used.values))
            throw new Error(`${cluster}/${file}: the Application has other values`);
          const page = readFileSync(join(folder, 'README.md'), 'utf8').replaceAll(/ \\\n +/g, ' ');
          const command =
            page.split('\n').find((line) => line.includes(`apps/${cluster}/bootstrap/${file}`)) ?? '';
          const { release, version, namespace, chart } = used;
          for (const words of [
            `--install ${release} `,
            `--version ${version} `,
            `--namespace ${namespace} `,
            chart,
          ])
            if (!command.includes(words))
              throw new Error(`${cluster}/${file}: the command lacks "${words.trim()}"`);
        }
        return `${files.length} files`;
      },
    },
    {
      says: 'With everything on, a project allows each object that its chart renders, and no kind in vain',
      by: 'objects.json of the chart, held against the AppProject as Argo CD decides it',
      prove: ({ full, chartOf }) => {
        let count = 0;
        const excused = new Set<string>();
        for (const { used, objects } of full) {
          const { by, chart, application } = used;
          const project: unknown = objects.find(
            ({ object: { kind, metadata } }) => kind === 'AppProject' && metadata.name === application,
          )?.object['spec'];
          const rendered = chartOf(used).objects;
          const refused = rendered.filter((object) => !allowsObject(project, object));
          for (const object of refused) {
            const exception = `${chart} ${kindId(object)}`;
            if (!Object.hasOwn(leftOut, exception))
              throw new Error(
                `${by}: ${kindId(object)} ${object.namespace ?? ''}/${object.name} is not allowed`,
              );
            excused.add(exception);
          }
          const own = objects.filter(({ app }) => app === application).map(({ object }) => kindOf(object));
          const made = new Set([...rendered.map(kindId), ...own]);
          const vain = allowedKinds(project).filter((kind) => !made.has(kind));
          if (vain.length > 0)
            throw new Error(`${by}: nothing makes ${vain.join(', ')}, which its project allows`);
          count += rendered.length - refused.length;
        }
        const stale = Object.keys(leftOut).filter((key) => !excused.has(key));
        if (stale.length > 0)
          throw new Error(`allowed after all, or no longer rendered: ${stale.join(', ')}`);
        return `${count} objects of ${full.length} charts`;
      },
    },
  ],
});

/** Looks at the values of every Application. @throws with all findings; @returns what was counted */
function eachValue(
  { committed, made, chartOf }: World,
  look: (used: UsedChart, chart: Chart) => { readonly findings: readonly string[]; readonly count: number },
  counted = 'values',
): string {
  if (committed.length === 0) throw new Error('no committed Application takes a chart');
  const seen = [...committed, ...made].map((used) => {
    const chart = chartOf(used);
    const { findings, count } = look(used, chart);
    return { findings: findings.map((finding) => `${used.by}, chart ${chart.title}: ${finding}`), count };
  });
  const findings = seen.flatMap((one) => one.findings);
  if (findings.length > 0) throw new Error(findings.join('\n'));
  const total = seen.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) throw new Error('nothing was looked at');
  return `${total} ${counted} of ${committed.length} committed Applications and ${made.length} made here`;
}

function kindOf({ apiVersion, kind }: Shipped['object']): string {
  const slash = apiVersion.indexOf('/');
  return kindId({ group: slash < 0 ? '' : apiVersion.slice(0, slash), kind });
}
