import type { Shipped } from '../drivers/committed';
import type { Chart } from './chart';
import { allowedKinds, allowsObject, kindId } from './project';
import type { UsedChart } from './used';

/** Kinds in the list of a chart's objects that the chart does not render with our values: chart and kind → why. */
export const leftOut: Readonly<Record<string, string>> = {
  'argo-cd networking.k8s.io/NetworkPolicy': 'global.networkPolicy.create is false: policies are ours',
};

/** What was found about a project. */
interface ProjectFindings {
  readonly findings: readonly string[];
  /** Entries of `leftOut` that were needed. */
  readonly excused: readonly string[];
  /** Objects of the chart that the project allows. */
  readonly allowed: number;
}

/** Holds what a chart renders against the project of its Application, as Argo CD decides it. */
export function projectFindings(
  { by, chart: name, application }: UsedChart,
  objects: readonly Pick<Shipped, 'app' | 'object'>[],
  chart: Chart,
): ProjectFindings {
  const project: unknown = objects.find(
    ({ object: { kind, metadata } }) => kind === 'AppProject' && metadata.name === application,
  )?.object['spec'];
  const refused = chart.objects.filter((object) => !allowsObject(project, object));
  const exception = (object: (typeof refused)[number]) => `${name} ${kindId(object)}`;
  const others = refused.filter((object) => !Object.hasOwn(leftOut, exception(object)));
  const own = objects.filter(({ app }) => app === application).map(({ object }) => kindOf(object));
  const made = new Set([...chart.objects.map(kindId), ...own]);
  const vain = allowedKinds(project).filter((kind) => !made.has(kind));
  return {
    findings: [
      ...others.map(
        (object) =>
          `${by}: its project does not allow ${kindId(object)} ${object.namespace ?? ''}/${object.name}, which chart ${chart.title} renders`,
      ),
      ...vain.map(
        (kind) => `${by}: its project allows ${kind}, which neither chart ${chart.title} nor asterism makes`,
      ),
    ],
    excused: refused.filter((object) => !others.includes(object)).map(exception),
    allowed: chart.objects.length - refused.length,
  };
}

function kindOf({ apiVersion, kind }: Shipped['object']): string {
  const slash = apiVersion.indexOf('/');
  return kindId({ group: slash < 0 ? '' : apiVersion.slice(0, slash), kind });
}
