import * as v from 'valibot';
import { label, line, parsedBy, refused, shown, type Written } from '../values';
import { apiGroup } from './upstream';

const words = line(500);

/** A JSON pointer. Source: https://www.rfc-editor.org/rfc/rfc6901#section-3 */
const jsonPointer = v.pipe(
  words,
  parsedBy<string, string>((written) =>
    /^(\/([^~]|~[01])*)+$/.test(written)
      ? { value: written }
      : refused(`${shown(written)} is not a valid JSON pointer`, 'write one such as /spec/replicas'),
  ),
  v.title('JSON pointer'),
);

/**
 * Fields that a controller writes at run time. Argo CD does not show them as drift and leaves them as they are.
 * Source: https://argo-cd.readthedocs.io/en/stable/user-guide/diffing/
 */
export const ignoredFieldShape = v.pipe(
  v.strictObject({
    /** API group, empty for the core group. */
    group: apiGroup,
    kind: words,
    /** One object only. @default all of the kind in the Application */
    name: v.exactOptional(words),
    /** Its namespace. @default any */
    namespace: v.exactOptional(label),
    /** The fields as JSON pointers: `/webhooks/0/clientConfig/caBundle`. @default none */
    jsonPointers: v.exactOptional(v.array(jsonPointer), []),
    /** The fields as expressions of jq: `.webhooks[].clientConfig.caBundle`. @default none */
    jqPathExpressions: v.exactOptional(v.array(words), []),
    /** Who writes the fields, in a few words; an annotation of the Application shows it: `the autoscaler sets the replicas`. */
    why: words,
  }),
  parsedBy((entry) =>
    entry.jsonPointers.length + entry.jqPathExpressions.length > 0
      ? { value: entry }
      : refused('it names no field', 'write jsonPointers or jqPathExpressions'),
  ),
);

/** Fields that a controller writes at run time. */
export type IgnoredField = Written<typeof ignoredFieldShape>;
