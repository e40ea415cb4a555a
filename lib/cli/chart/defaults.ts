import { load } from 'js-yaml';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChartValues, parseChartValues } from '../../component';
import { failureOf } from '../../synth';
import { isRecord, type Report, thrownText } from '../../values';
import { listAt, textAt } from './fields';
import { helm } from './helm';

/** Reads the file of `--values`. @returns no values after a report */
export function readValuesFile(path: string, report: Report): ChartValues {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    report({ ...failureOf(error, path, 'read'), at: '--values' });
    return {};
  }
  try {
    const parsed = parseChartValues(load(text) ?? {});
    if ('value' in parsed) return parsed.value;
    report({ at: path, ...parsed.refused });
  } catch (error) {
    report({
      at: path,
      reason: `is not valid YAML: ${thrownText(error)}`,
      next: 'correct it, and run it again',
    });
  }
  return {};
}

/**
 * The values that a chart lists, with those of its subcharts under their names.
 * @param folder the unpacked chart
 */
export async function chartDefaults(
  folder: string,
  report: Report,
): Promise<Readonly<Record<string, unknown>>> {
  const own = yamlIn(join(folder, 'values.yaml'));
  const parts = join(folder, 'charts');
  const packed = existsSync(parts) ? readdirSync(parts) : [];
  const subcharts: [string, unknown][] = [];
  for (const dependency of listAt(yamlIn(join(folder, 'Chart.yaml')), 'dependencies')) {
    const name = textAt(dependency, 'name') ?? '';
    const file = packed.find((entry) => entry === name || new RegExp(`^${name}-v?\\d.*\\.tgz$`).test(entry));
    if (file === undefined) continue;
    const values = file.endsWith('.tgz')
      ? yamlFrom(
          (await helm(['show', 'values', join(parts, file)], report, { next: 'run it again' }))?.out ?? '',
        )
      : await chartDefaults(join(parts, file), report);
    subcharts.push([textAt(dependency, 'alias') ?? name, values]);
  }
  return merged(Object.fromEntries(subcharts), own);
}

function yamlIn(path: string): Readonly<Record<string, unknown>> {
  return existsSync(path) ? yamlFrom(readFileSync(path, 'utf8')) : {};
}

/** Helm has read it before, so what is not YAML to us is of no account here. */
function yamlFrom(text: string): Readonly<Record<string, unknown>> {
  try {
    const value = load(text);
    return isRecord(value) ? value : {};
  } catch {
    return {};
  }
}

function merged(
  under: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const both = Object.entries(over).map(([key, value]): [string, unknown] => {
    const below = under[key];
    return [key, isRecord(below) && isRecord(value) ? merged(below, value) : value];
  });
  return { ...under, ...Object.fromEntries(both) };
}
