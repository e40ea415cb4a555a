import { isRecord, type Problem, type Report, shown } from '../../../../values';
import type { PolicyDialect } from '../../../policy/dialect';
import { ciliumLabel, ciliumRequirements, withoutSource } from './labels';
import {
  headOf,
  isServed,
  itemsOf,
  type Part,
  partOf,
  readWhole,
  withoutNulls,
} from '../../../policy/read/part';
import type { Direction, Policy } from '../../../policy/policy';
import { ciliumRules } from './rule';
import { checkSelector, selectorShape } from '../../../policy/read/selector';
import { type Selector, unclearSelector } from '../../../policy/selector';
import { type Service, servicesIn } from './services';
import { defaultDenyShape } from './shapes';

/** What a Cilium policy is beside its spec. */
interface CiliumFrame {
  readonly kind: 'CiliumNetworkPolicy' | 'CiliumClusterwideNetworkPolicy';
  readonly name: string;
  /** @default one of the whole cluster */
  readonly namespace?: string;
  /** What rule places begin with: `specs[1].`, or nothing. */
  readonly prefix: string;
  readonly services: readonly Service[];
  /** Version of Cilium. @default not known */
  readonly version?: string;
}

const known = [
  'description',
  'labels',
  'log',
  'endpointSelector',
  'nodeSelector',
  'enableDefaultDeny',
  'ingress',
  'ingressDeny',
  'egress',
  'egressDeny',
];

/** Reads the policies of Cilium among objects. Services are looked at where a rule names them. */
export function ciliumReader(version: string | undefined): PolicyDialect['reader'] {
  return (objects) => {
    const services = servicesIn(objects);
    return (object, report) => {
      const { kind, name, namespace } = headOf(object);
      const frame = { services, ...(version !== undefined && { version }) };
      switch (kind) {
        case 'CiliumNetworkPolicy':
          return readPolicy(object, { ...frame, kind, name: `${namespace}/${name}`, namespace }, report);
        case 'CiliumClusterwideNetworkPolicy':
          return readPolicy(object, { ...frame, kind, name }, report);
        default:
          return undefined;
      }
    };
  };
}

/**
 * A Cilium policy holds one spec, or several beside each other, or both. Where Cilium refuses one of them, or one rule of one,
 * it enforces nothing of the policy (pkg/k8s/apis/cilium.io/v2/cnp_types.go, Parse).
 */
function readPolicy(object: unknown, frame: Omit<CiliumFrame, 'prefix'>, report: Report): readonly Policy[] {
  const at = `${frame.kind} ${frame.name}`;
  if (!isServed(object, 'cilium.io/v2', at, report) || !isRecord(object)) return [];
  const refusals: Problem[] = [];
  const whole: Part = {
    value: withoutNulls({ spec: object['spec'], specs: object['specs'] }),
    at,
    report: (problem) => {
      refusals.push(problem);
      report(problem);
    },
    mention: report,
  };
  const one = partOf(whole, 'spec');
  const several = itemsOf(whole, 'specs') ?? [];
  if (one.value === undefined && several.length === 0)
    whole.report({
      at: whole.at,
      reason: 'has neither spec nor specs',
      next: 'write spec, or drop the policy',
    });
  const read = [
    ...(one.value === undefined ? [] : [readSpec({ ...frame, prefix: '' }, one)]),
    ...(several === 'unreadable' ? [] : several).map((part, index) =>
      readSpec({ ...frame, prefix: `specs[${index}].` }, part),
    ),
  ];
  return refusals.length > 0 ? [] : read;
}

/**
 * Reads one spec of a Cilium policy.
 * https://docs.cilium.io/en/stable/security/policy/
 */
function readSpec(frame: CiliumFrame, spec: Part): Policy {
  const { kind, name, namespace } = frame;
  const written = isRecord(spec.value) ? spec.value : {};
  for (const key of Object.keys(written))
    if (!known.includes(key))
      spec.mention({ at: `${spec.at}.${key}`, reason: 'is unknown', next: `use ${known.join(', ')}` });
  const subject = written['nodeSelector'] === undefined ? 'pods' : 'nodes';
  checkSubject(written, frame, spec);
  const isEmpty = (key: string) => written[key] === undefined || isEmptyList(written[key]);
  if (isRecord(spec.value) && ['ingress', 'ingressDeny', 'egress', 'egressDeny'].every(isEmpty))
    spec.report({
      at: spec.at,
      reason: 'has no rule in any direction',
      next: 'write a rule; ingress: [{}] closes ingress, egress: [{}] closes egress',
    });
  return {
    kind,
    name,
    ...(namespace !== undefined && { namespace }),
    subject,
    selector: subjectSelector(subject, frame, spec),
    ingress: direction('ingress', frame, spec),
    egress: direction('egress', frame, spec),
  };
}

function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Reports what Cilium refuses in what a policy is for. */
function checkSubject(
  { endpointSelector, nodeSelector }: Readonly<Record<string, unknown>>,
  { namespace }: CiliumFrame,
  { value, at, report }: Part,
): void {
  if (!isRecord(value)) report({ at, reason: `found ${shown(value)}`, next: 'expected a spec' });
  else if (endpointSelector === undefined && nodeSelector === undefined)
    report({ at, reason: 'selects nothing', next: 'write endpointSelector; {} selects every pod' });
  else if (endpointSelector !== undefined && nodeSelector !== undefined)
    report({ at, reason: 'has endpointSelector and nodeSelector', next: 'make two policies of it' });
  else if (nodeSelector !== undefined && namespace !== undefined)
    report({
      at: `${at}.nodeSelector`,
      reason: 'is in a policy of one namespace',
      next: 'make it a CiliumClusterwideNetworkPolicy',
    });
}

function subjectSelector(subject: 'pods' | 'nodes', { namespace }: CiliumFrame, spec: Part): Selector {
  const part = partOf(spec, subject === 'pods' ? 'endpointSelector' : 'nodeSelector');
  if (part.value === undefined) return unclearSelector('it has none');
  const written = readWhole(selectorShape, part, (value, report) => {
    checkSelector(value, part.at, report, withoutSource);
  });
  if (written === undefined) return unclearSelector('its selector cannot be read');
  const read = ciliumRequirements(written, subject === 'nodes' ? nodeLabel : ciliumLabel);
  const isForeign = read.some(
    ({ label, operator, values }) =>
      label.on === 'namespace-name' && operator === 'In' && !values.includes(namespace ?? ''),
  );
  if (namespace === undefined || !isForeign) return read;
  // Cilium warns, and then selects the own namespace's pods or none, as the key is written.
  part.mention({
    at: part.at,
    reason: 'names another namespace',
    next: `put the policy there, or name ${namespace}`,
  });
  return unclearSelector('its selector names another namespace than its own');
}

function nodeLabel(key: string): ReturnType<typeof ciliumLabel> {
  const label = ciliumLabel(key);
  return label.on === 'pod' ? { on: 'node', key: label.key } : label;
}

function direction(name: 'ingress' | 'egress', frame: CiliumFrame, spec: Part): Direction {
  const ruleFrame = { ...frame, ofNodes: isRecord(spec.value) && spec.value['nodeSelector'] !== undefined };
  const allows = ciliumRules(name, ruleFrame, spec);
  const denies = ciliumRules(`${name}Deny`, ruleFrame, spec);
  // One rule is enough, be it an empty one or one that denies. An empty list is as good as none.
  const closes = allows.length + denies.length > 0 && enablesDefaultDeny(name, spec);
  return { closes, allows, denies };
}

/** https://docs.cilium.io/en/stable/security/policy/intro/#endpoint-default-policy */
function enablesDefaultDeny(name: 'ingress' | 'egress', spec: Part): boolean {
  const part = partOf(spec, 'enableDefaultDeny');
  const written = part.value === undefined ? undefined : readWhole(defaultDenyShape, part);
  return written?.[name] !== false;
}
