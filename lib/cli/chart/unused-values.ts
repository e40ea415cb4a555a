import type { ChartValues, KubeObject } from '../../component';
import type { ChartSettings } from '../../components/helm-chart/facts-problems';
import type { Problem } from '../../values';
import { renderChart, type Rendering } from './helm';
import { readManifests } from './manifests';
import {
  unlistedValues,
  type UnlistedValue,
  valuePath,
  withoutValue,
  withOtherValue,
} from './unknown-values';

/** As many keys are tried at most: each costs two renderings. */
const most = 40;

/**
 * Values that the chart does not have: it does not list their key, and what it renders is the same without them, or with another
 * value in their place. Many charts read keys that they do not list, so Helm decides.
 */
export async function unusedValues(
  rendering: Rendering,
  defaults: Readonly<Record<string, unknown>>,
  known: { readonly objects: readonly KubeObject[]; readonly again: readonly KubeObject[] },
  { chart, version }: Pick<ChartSettings, 'chart' | 'version'>,
): Promise<readonly Problem[]> {
  const problems: Problem[] = [];
  for (const value of unlistedValues(rendering.values, defaults).slice(0, most))
    if (!(await isUsed(value, rendering, known)))
      problems.push({
        at: valuePath(value.path),
        reason: `chart ${chart} ${version} does not have this value: it renders the same without it`,
        next: value.meant === undefined ? 'take it out' : `did you mean "${value.meant}"?`,
      });
  return problems;
}

async function isUsed(
  { path }: UnlistedValue,
  rendering: Rendering,
  { objects, again }: { readonly objects: readonly KubeObject[]; readonly again: readonly KubeObject[] },
): Promise<boolean> {
  // What differs from one rendering to the next says nothing.
  const steady = objects.map((object, index) => JSON.stringify(object) === JSON.stringify(again[index]));
  const textOf = (some: readonly KubeObject[]) =>
    JSON.stringify([some.length, some.map((object, index) => (steady[index] === true ? object : 0))]);
  const isSame = async (values: ChartValues): Promise<boolean> => {
    const rendered = await renderChart({ ...rendering, values }, () => undefined);
    return rendered !== undefined && textOf(readManifests(rendered.out, () => undefined)) === textOf(objects);
  };
  return !(
    (await isSame(withoutValue(rendering.values, path))) &&
    (await isSame(withOtherValue(rendering.values, path)))
  );
}
