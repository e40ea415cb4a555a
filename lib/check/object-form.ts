import type { KubeObject } from '../component';
import type { ShippedObject } from '../synth';
import { parseLabelKey, parseLabelValue, shown } from '../values';
import type { Finding } from './finding';
import type { ObjectRule } from './object-rule';
import { placeIn } from './pods';
import type { ShippedKind } from './view';

/** What the API server refuses for its form alone fails in the sync, long after the review. */
export const objectForm: ObjectRule = {
  id: 'object-form',
  why: 'names, labels and annotations have the form that the API server takes',
  judges: () => (kind) => {
    const forms = formsOfKind(kind);
    return (shipped) => inObject(shipped, forms);
  },
  beside: ({ pods }) =>
    pods.flatMap(({ shipped, at, labels }) =>
      at === '' ? [] : inLabels(labels, shipped, placeIn(at, 'metadata.labels')),
    ),
};

interface Form {
  readonly pattern: RegExp;
  readonly most: number;
  readonly words: string;
}

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?';
/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const subdomain: Form = {
  pattern: new RegExp(`^${label}(?:\\.${label})*$`),
  most: 253,
  words: 'at most 253 lower-case letters, digits, inner hyphens and dots',
};
const dnsLabel: Form = {
  pattern: new RegExp(`^${label}$`),
  most: 63,
  words: 'at most 63 lower-case letters, digits and inner hyphens',
};
/** RFC 1035, for Services: a letter first. */
const serviceName: Form = {
  pattern: /^[a-z](?:[-a-z0-9]*[a-z0-9])?$/,
  most: 63,
  words: 'at most 63 lower-case letters, digits and inner hyphens, a letter first',
};
/** What a URL takes as a part of its path; RBAC objects have such names. */
const segment: Form = {
  pattern: /^(?!\.{1,2}$)[^/%\s\p{Cc}]+$/u,
  most: 253,
  words: 'text without "/", "%" and blanks, and not "." or ".."',
};
/** The controller adds eleven characters for the Jobs that it makes. */
const cronJobName: Form = {
  ...subdomain,
  most: 52,
  words: 'at most 52 lower-case letters, digits, inner hyphens and dots',
};

const forms: Readonly<Record<string, Form>> = {
  'v1 Namespace': dnsLabel,
  'v1 Service': serviceName,
  'batch/v1 CronJob': cronJobName,
  'rbac.authorization.k8s.io/v1 Role': segment,
  'rbac.authorization.k8s.io/v1 RoleBinding': segment,
  'rbac.authorization.k8s.io/v1 ClusterRole': segment,
  'rbac.authorization.k8s.io/v1 ClusterRoleBinding': segment,
};

/** Bytes of all annotations together, keys included. k8s.io/apimachinery/pkg/api/validation, TotalAnnotationSizeLimitB */
const annotationLimit = 262_144;

/** What is the same for all objects of a kind. */
interface KindForms {
  readonly isKind: boolean;
  readonly isVersion: boolean;
  readonly name: Form;
}

function formsOfKind({ apiVersion, kind }: ShippedKind): KindForms {
  return {
    isKind: /^[A-Z][A-Za-z0-9]{0,62}$/.test(kind),
    isVersion: isVersion(apiVersion),
    name: forms[`${apiVersion} ${kind}`] ?? subdomain,
  };
}

function inObject(shipped: ShippedObject, of: KindForms): readonly Finding[] {
  const { path, object } = shipped;
  const { apiVersion, kind, metadata } = object;
  const { name, namespace, labels = {}, annotations = {} } = metadata;
  const findings: Finding[] = [];
  if (!of.isKind)
    findings.push(wrong(`${path}: kind`, `${shown(kind)} is not a kind`, 'write one such as ConfigMap'));
  if (!of.isVersion)
    findings.push(
      wrong(`${path}: apiVersion`, `${shown(apiVersion)} is not a version`, 'write one such as apps/v1'),
    );
  if (name.length > of.name.most || !of.name.pattern.test(name))
    findings.push(
      wrong(
        `${path}: metadata.name`,
        `${shown(name)} is not a name of ${withArticle(object)}`,
        `use ${of.name.words}`,
      ),
    );
  if (namespace !== undefined && (namespace.length > dnsLabel.most || !dnsLabel.pattern.test(namespace)))
    findings.push(
      wrong(`${path}: metadata.namespace`, `${shown(namespace)} is not a namespace`, `use ${dnsLabel.words}`),
    );
  for (const finding of inLabels(labels, shipped, 'metadata.labels')) findings.push(finding);
  let size = 0;
  for (const key in annotations) {
    size += Buffer.byteLength(key) + Buffer.byteLength(annotations[key] ?? '');
    if (!isRight(key, '')) findings.push(...inLabel(key, '', `${path}: metadata.annotations`));
  }
  if (size > annotationLimit)
    findings.push(
      wrong(
        `${path}: metadata.annotations`,
        `they hold ${size} bytes together, and the API server takes ${annotationLimit}`,
        'put what is large into a ConfigMap or a file',
      ),
    );
  return findings;
}

function wrong(at: string, reason: string, next: string): Finding {
  return { rule: objectForm.id, at, reason, next };
}

function isVersion(apiVersion: string): boolean {
  const [first = '', second, ...more] = apiVersion.split('/');
  if (more.length > 0) return false;
  return second === undefined
    ? dnsLabel.pattern.test(first)
    : subdomain.pattern.test(first) && dnsLabel.pattern.test(second);
}

function withArticle({ kind }: KubeObject): string {
  return `${/^[AEIOU]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

function inLabels(
  labels: Readonly<Record<string, unknown>>,
  { path }: ShippedObject,
  place: string,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const key in labels) {
    const value = labels[key];
    if (typeof value !== 'string')
      findings.push(wrong(`${path}: ${place}.${key}`, `${shown(value)} is not a string`, 'write it as text'));
    else if (!isRight(key, value)) findings.push(...inLabel(key, value, `${path}: ${place}`));
  }
  return findings;
}

/** Labels that were found right. Most objects have the same few. */
const right = new Map<string, Set<string>>();

function isRight(key: string, value: string): boolean {
  return right.get(key)?.has(value) === true;
}

function inLabel(key: string, value: string, at: string): readonly Finding[] {
  const findings = [parseLabelKey(key), parseLabelValue(value)].flatMap((parsed) =>
    'value' in parsed ? [] : [{ rule: objectForm.id, at: `${at}.${key}`, ...parsed.refused }],
  );
  if (findings.length > 0) return findings;
  const values = right.get(key);
  if (values === undefined) right.set(key, new Set([value]));
  else values.add(value);
  return [];
}
