import { ApiObject, type Chart } from 'cdk8s';
import { type BuildContext, type KubeObject, objectsOf } from '../component';
import type { PlannedComponent } from '../plan';
import { isPromise, isRecord, type Problem, shown, thrownText } from '../values';

/**
 * Makes the objects of a component, which is code of other people. What it does wrong is a problem at the component; an app
 * that vanished instead would be pruned from the cluster.
 */
export function builtObjects(
  { kind, name, build, content }: PlannedComponent,
  context: BuildContext,
  at: string,
  report: (problem: Problem) => void,
): readonly KubeObject[] {
  // An async function is one that returns nothing, to TypeScript.
  const called: (chart: Chart, context: BuildContext) => unknown = build;
  let returned: unknown;
  let objects: readonly unknown[];
  try {
    objects = objectsOf({ kind, name }, (chart) => {
      returned = called(chart, context);
      // Its labels come from the chart, as those of the others do.
      content?.objects.forEach(({ object }, index) => new ApiObject(chart, `folder-${index}`, object));
    });
  } catch (error) {
    report({
      at,
      reason: `its build failed: ${failureText(error)}`,
      next: 'correct build of the component, and run it again',
    });
    return [];
  } finally {
    // A rejection that nothing waits for would end the program.
    if (isPromise(returned)) Promise.resolve(returned).catch(() => undefined);
  }
  if (isPromise(returned)) {
    report({
      at,
      reason: 'its build is async, and synth does not wait for what it makes later',
      next: 'let build make its constructs before it returns',
    });
    return [];
  }
  return objects.flatMap((object) => {
    const wrong = wrongForm(object);
    if (wrong === undefined && isObject(object)) return [object];
    report({
      at,
      reason: `its build makes an object ${identity(object)}${wrong ?? 'of another form'}`,
      next: 'correct the object',
    });
    return [];
  });
}

/** cdk8s loads what a component includes in a process of its own, and its error shows the command of that. */
function failureText(error: unknown): string {
  const text = thrownText(error);
  const [, included] = /_loadurl\.mjs (.+)$/.exec(text) ?? [];
  return included === undefined ? text : `${included}, which it includes, cannot be loaded`;
}

/** What an object calls itself, for messages: `("Deployment" "web") `. */
export function identity(object: unknown): string {
  if (!isRecord(object)) return '';
  const metadata = object['metadata'];
  const name = isRecord(metadata) ? metadata['name'] : undefined;
  return `(${shown(object['kind'])} ${shown(name)}) `;
}

/** What keeps a value from being an object of Kubernetes in form; what its texts may be is up to the rules. */
export function wrongForm(object: unknown): string | undefined {
  if (!isRecord(object)) return 'that is not one';
  for (const field of ['apiVersion', 'kind'])
    if (!isText(object[field])) return `whose ${field} is ${shown(object[field])}`;
  const metadata = object['metadata'];
  if (!isRecord(metadata)) return 'without metadata';
  if (!isText(metadata['name'])) return `whose metadata.name is ${shown(metadata['name'])}`;
  if (metadata['namespace'] !== undefined && !isText(metadata['namespace']))
    return `whose metadata.namespace is ${shown(metadata['namespace'])}`;
  for (const field of ['labels', 'annotations']) {
    const map = metadata[field];
    if (map === undefined) continue;
    if (!isRecord(map)) return `whose metadata.${field} is ${shown(map)}`;
    const wrong = Object.keys(map).find((key) => typeof map[key] !== 'string');
    if (wrong !== undefined)
      return `whose metadata.${field}.${wrong} is ${shown(map[wrong])}; write a string`;
  }
  const odd = notJson(object);
  return odd === undefined ? undefined : `whose ${odd.slice(1)} has no JSON`;
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

/** The place of the first value that JSON does not have, put together only where there is one. */
function notJson(value: unknown): string | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return undefined;
    case 'number':
      return Number.isFinite(value) ? undefined : '';
    case 'bigint':
    case 'function':
    case 'symbol':
      return '';
    case 'object':
      if (value === null) return undefined;
      if (Array.isArray(value)) {
        for (let index = 0; index < value.length; index++) {
          const odd = notJson(value[index]);
          if (odd !== undefined) return `.${index}${odd}`;
        }
      } else if (isRecord(value)) {
        for (const key in value) {
          const odd = notJson(value[key]);
          if (odd !== undefined) return `.${key}${odd}`;
        }
      }
      return undefined;
  }
}

/** Whether a value is an object of Kubernetes, once `wrongForm` found nothing. */
export function isObject(value: unknown): value is KubeObject {
  return isRecord(value);
}
