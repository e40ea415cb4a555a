import type { KubeObject } from '../component';
import { readableIn, type ShippedObject } from '../synth';
import { isRecord, itemPath, secretIn } from '../values';
import type { Finding } from './finding';
import type { ObjectRule } from './object-rule';

/** A secret in the repository is readable by everybody who can read the repository, for ever. */
export const noSecret: ObjectRule = {
  id: 'no-secret',
  why: 'no file in the repository holds a secret value',
  judges: ({ plan }) => {
    // A name comes again and again: in labels, in selectors, in what names it.
    const clean = new Set<string>();
    const stated = new Set(
      plan.components.flatMap(({ secrets }) => secrets.flatMap(({ values = {} }) => Object.values(values))),
    );
    return () => (shipped) => inObject(shipped, clean, stated);
  },
  beside: ({ extra }) =>
    extra.flatMap(({ path, text }) => {
      const what = secretIn(text);
      return what === undefined ? [] : [found(path, `holds ${what}`)];
    }),
};

function found(at: string, reason: string): Finding {
  return { rule: noSecret.id, at, reason, next };
}

const next = "take it out, state the need in the component's secrets, and its source in the cluster's";

/**
 * @param clean texts that were found to hold no secret; takes more of them
 * @param stated entries of Secrets that are not secret, as components state them
 */
function inObject(
  { path, object }: ShippedObject,
  clean: Set<string>,
  stated: ReadonlySet<string>,
): readonly Finding[] {
  if (object.kind === 'Secret' && object.apiVersion === 'v1')
    return [found(path, `is a Secret (${object.metadata.namespace ?? ''}/${object.metadata.name})`)];
  if (object.kind === 'SecretList') return [found(path, 'is a list of Secrets')];
  if (object.kind === 'SealedSecret') {
    const readable = readableIn(object['spec']);
    if (readable !== undefined)
      return [{ ...found(path, readable), next: 'seal it: npm run asterism -- seal --help' }];
  }
  if (object.kind === 'ExternalSecret') {
    const clear = clearInTemplate(object['spec'], stated);
    if (clear !== undefined)
      return [
        found(
          `${path}: spec.target.template.data.${clear}`,
          'holds clear text; only patterns with {{ .key }} belong there',
        ),
      ];
  }
  const findings: Finding[] = [];
  const readable = withoutSealed(object);
  // Places are put together only where something is found: nearly no object has any.
  if (holdsSecret(readable, clean))
    walk(readable, '', (at, reason) => findings.push(found(`${path}: ${at.slice(1)}`, `holds ${reason}`)));
  return findings;
}

/** The first key of an ExternalSecret's template whose text is neither a pattern that the operator fills in, nor stated as no secret. */
function clearInTemplate(spec: unknown, stated: ReadonlySet<string>): string | undefined {
  const target = isRecord(spec) ? spec['target'] : undefined;
  const template = isRecord(target) ? target['template'] : undefined;
  const data = isRecord(template) ? template['data'] : undefined;
  if (!isRecord(data)) return undefined;
  return Object.entries(data).find(
    ([, text]) => typeof text !== 'string' || !(stated.has(text) || /\{\{.*?\.\w.*?\}\}/.test(text)),
  )?.[0];
}

/** An object without what is sealed in it: under a key named `password`, that would look like one in clear text. */
function withoutSealed(object: KubeObject): object {
  if (object.kind !== 'SealedSecret' || !isRecord(object['spec'])) return object;
  const { spec, ...rest } = object;
  return { ...rest, spec: { ...spec, encryptedData: {} } };
}

/** Whether a part of a value holds a secret. */
function holdsSecret(value: unknown, clean: Set<string>): boolean {
  if (typeof value === 'string') {
    if (clean.has(value)) return false;
    if (secretIn(value) !== undefined) return true;
    clean.add(value);
    return false;
  }
  if (Array.isArray(value)) return value.some((item) => holdsSecret(item, clean));
  if (!isRecord(value)) return false;
  for (const key in value) {
    const item = value[key];
    // Without one of these keys it is not a secret as a whole.
    if ((key === 'value' || key === 'data' || key === 'stringData') && secretOf(value) !== undefined)
      return true;
    if ((key === 'args' || key === 'command') && splitSecret(value) !== undefined) return true;
    if (isNamedSecret(key, item, value) || holdsSecret(item, clean)) return true;
  }
  return false;
}

function walk(value: unknown, at: string, report: (at: string, what: string) => void): void {
  if (typeof value === 'string') {
    const what = secretIn(value);
    if (what !== undefined) report(at, what);
  } else if (Array.isArray(value))
    value.forEach((item: unknown, index) => {
      walk(item, itemPath(at, item, index), report);
    });
  else if (isRecord(value)) {
    const whole = secretOf(value);
    if (whole !== undefined) {
      report(at, whole);
      return;
    }
    const split = splitSecret(value);
    if (split !== undefined) report(`${at}.args`, split);
    for (const [key, item] of Object.entries(value)) {
      if (isNamedSecret(key, item, value)) report(`${at}.${key}`, 'a secret in clear text');
      else walk(item, `${at}.${key}`, report);
    }
  }
}

/** What a part of an object is as a whole: a Secret in a list or in a template, or a variable of a container. */
function secretOf(value: object): string | undefined {
  if ('kind' in value && value.kind === 'Secret' && ('data' in value || 'stringData' in value))
    return 'a Secret';
  if (!('name' in value && 'value' in value)) return undefined;
  const { name, value: text } = value;
  if (typeof name !== 'string' || typeof text !== 'string') return undefined;
  return secretIn(`${name}=${text}`);
}

/** What the words of a container's command hold together, none of them alone: `--password` before `hunter2`. */
function splitSecret(value: object): string | undefined {
  if (!('args' in value) && !('command' in value)) return undefined;
  const words = [...wordsOf(value, 'command'), ...wordsOf(value, 'args')];
  const [program = ''] = words;
  for (const [index, word] of words.entries()) {
    const before = /^--.*(?:pass|pwd|token|secret|key)/.test(words[index - 1] ?? '')
      ? words[index - 1]
      : word.startsWith('-p')
        ? program
        : undefined;
    const what =
      before === undefined || secretIn(word) !== undefined ? undefined : secretIn(`${before} ${word}`);
    if (what !== undefined) return what;
  }
  return undefined;
}

function wordsOf(value: object, key: string): readonly string[] {
  const items: unknown = Reflect.get(value, key);
  return Array.isArray(items) ? items.filter((item) => typeof item === 'string') : [];
}

/** Whether a key says that its text is a secret: values of charts have such keys. */
function isNamedSecret(key: string, value: unknown, inside: object): boolean {
  if (typeof value !== 'string' || !secretName.test(key)) return false;
  // ExternalSecrets: https://external-secrets.io/latest/api/spec/ names a key of the Secret that it makes.
  if (key === 'secretKey' && ('remoteRef' in inside || 'sourceRef' in inside)) return false;
  const named = /[a-z](?:Pass|Pwd)$/.test(key) ? 'password' : key;
  return secretIn(`${named}: ${value}`) !== undefined;
}

const secretName = /pass|pwd|secret|token|(?:api|encryption|private|preshared|signing)[._-]?key/i;
