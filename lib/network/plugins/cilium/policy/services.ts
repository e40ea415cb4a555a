import type * as v from 'valibot';
import { isRecord } from '../../../../values';
import { headOf } from '../../../policy/read/part';
import type { RulePeer } from '../../../policy/policy';
import { requirementsOf } from '../../../policy/read/selector';
import { holds, inNamespace } from '../../../policy/selector';
import type { servicesShape } from './shapes';

/** A Service that a rule can refer to. */
export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Labels of the pods behind it. @default none: its addresses are written elsewhere */
  readonly selector?: Readonly<Record<string, string>>;
}

type Reference = v.InferOutput<typeof servicesShape>[number];

/** The Services among objects. */
export function servicesIn(objects: readonly unknown[]): readonly Service[] {
  return objects.flatMap((object) => {
    const { kind, apiVersion, name, namespace } = headOf(object);
    if (kind !== 'Service' || apiVersion !== 'v1' || !isRecord(object)) return [];
    const { metadata, spec } = object;
    const labels = isRecord(metadata) && isRecord(metadata['labels']) ? textsIn(metadata['labels']) : {};
    const selector = isRecord(spec) && isRecord(spec['selector']) ? textsIn(spec['selector']) : {};
    return [
      {
        name,
        namespace,
        labels,
        ...(Object.keys(selector).length > 0 && { selector }),
      },
    ];
  });
}

/**
 * The pods behind the Services that a rule refers to. A reference without a namespace means those of every namespace.
 * https://docs.cilium.io/en/stable/security/policy/layer3/#services-based
 */
export function servicePeers(
  { k8sService, k8sServiceSelector }: Reference,
  services: readonly Service[],
): readonly RulePeer[] {
  const unclear = (reason: string): RulePeer => ({ kind: 'unclear', reason });
  if (k8sServiceSelector !== undefined) {
    const { selector, namespace } = k8sServiceSelector;
    const requirements = requirementsOf(selector, (key) => ({
      on: 'pod',
      key: key.replace(/^(k8s|any):/, ''),
    }));
    const found = services.filter(
      (service) =>
        (namespace === '' || service.namespace === namespace) &&
        requirements.every(
          (one) => holds(one, 'key' in one.label ? service.labels[one.label.key] : undefined) === true,
        ),
    );
    return [...found.map(behind), unclear('which Services have these labels only the cluster knows')];
  }
  const { serviceName = '', namespace = '' } = k8sService ?? {};
  const found = services.filter(
    (service) => service.name === serviceName && (namespace === '' || service.namespace === namespace),
  );
  const exact = namespace !== '' && found.length > 0;
  return [
    ...found.map(behind),
    ...(exact ? [] : [unclear(`the pods behind Service ${namespace}/${serviceName} are not known here`)]),
  ];

  function behind({ name, namespace: home, selector }: Service): RulePeer {
    if (selector === undefined) return unclear(`Service ${home}/${name} has no selector`);
    return {
      kind: 'selected',
      selector: [
        ...requirementsOf({ matchLabels: { ...selector } }, (key) => ({ on: 'pod', key })),
        inNamespace(home),
      ],
    };
  }
}

function textsIn(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])),
  );
}
