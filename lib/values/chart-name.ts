import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/**
 * Parses the name of a Helm chart, or its path in a registry. Helm would read a leading hyphen as an option.
 * Source: https://helm.sh/docs/chart_best_practices/conventions/#chart-names
 */
export function parseChartName(written: string): Parsed<string> {
  return /^[a-zA-Z0-9][-._/a-zA-Z0-9]{0,249}$/.test(written)
    ? { value: written }
    : refused(
        `${shown(written)} is not a valid Helm chart name`,
        'use letters, digits and inner hyphens, such as "cert-manager"',
      );
}

/** The name of a Helm chart. */
export const chartName = v.pipe(v.string(), parsedBy(parseChartName), v.title('Helm chart name'));
