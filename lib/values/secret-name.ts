import * as v from 'valibot';
import { parseDnsName, parseLabel } from './name';
import { type Parsed, parsedBy, refused } from './parsed';
import { shown } from './shown';

/** Parses the name of a Secret within a cluster: its namespace, a slash, its name. */
export function parseSecretName(written: string): Parsed<string> {
  const [namespace = '', name = '', ...rest] = written.split('/');
  return rest.length === 0 && 'value' in parseLabel(namespace) && 'value' in parseDnsName(name)
    ? { value: written }
    : refused(`${shown(written)} is not a valid secret name`, 'write its namespace, a slash and its name');
}

/** Namespace and name of a secret. */
export const secretName = v.pipe(
  v.string(),
  parsedBy(parseSecretName),
  v.title('namespace/name of a secret'),
);
