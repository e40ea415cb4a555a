import type { KubeObject } from '../../component';
import { itemPath, keyPath } from '../../values';
import { builtInSchema } from './built-in';
import { type DefinedSchemas, definedSchemas } from './definition';
import { type FieldProblem, fieldProblems } from './problems';

/** A problem of a field with its place as text: `spec.template.spec.containers.web.ports`. */
export interface ObjectProblem extends FieldProblem {
  readonly at: string;
}

/** What is wrong in the fields of an object. */
export type FieldJudge = (object: unknown) => readonly ObjectProblem[];

/**
 * Gives what judges the fields of a kind: a kind of Kubernetes, or one that a definition among the objects defines.
 * @param definitions custom resource definitions
 * @returns undefined for kinds of which no schema is known
 */
export function fieldJudges(
  definitions: readonly KubeObject[],
): (apiVersion: string, kind: string) => FieldJudge | undefined {
  let defined: DefinedSchemas | undefined;
  return (apiVersion, kind) => {
    defined ??= definedSchemas(definitions);
    const schema = builtInSchema(apiVersion, kind) ?? defined.get(`${apiVersion} ${kind}`);
    if (schema === undefined) return undefined;
    const isSecret = apiVersion === 'v1' && kind === 'Secret';
    return (object) => {
      const problems = fieldProblems(object, schema);
      if (problems.length === 0) return none;
      return problems.map((problem) => ({
        ...problem,
        ...(isSecret &&
          problem.kind === 'wrong' && { reason: 'found a value of another form', next: 'expected text' }),
        at: placeOf(object, problem.path),
      }));
    };
  };
}

const none: readonly ObjectProblem[] = [];

/** A path as text, with the names of items in place of their numbers. */
function placeOf(object: unknown, path: FieldProblem['path']): string {
  let at = '';
  let value = object;
  for (const step of path) {
    const part: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined;
    at = typeof step === 'number' ? itemPath(at, part, step) : keyPath(at, step);
    value = part;
  }
  return at.replace(/^\./, '');
}
