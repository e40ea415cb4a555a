import { k8s } from 'cdk8s-plus-28';
import { isMap, isSame, jsonValue, type Json, type JsonMap } from './json';

/** Writers of the Kubernetes API's own types: each takes the fields of its type, and leaves everything else out. */
const types = {
  PodSecurityContext: k8s.toJson_PodSecurityContext,
  SecurityContext: k8s.toJson_SecurityContext,
  EnvVar: k8s.toJson_EnvVar,
} as const;

type TypeName = keyof typeof types | 'ResourceRequirements' | 'Quantities' | 'Strings';

/** Values that charts hand on to the Kubernetes API as they are, by the name that charts give them. */
const handedOn: Readonly<Record<string, TypeName>> = {
  podSecurityContext: 'PodSecurityContext',
  containerSecurityContext: 'SecurityContext',
  extraEnvs: 'EnvVar',
  resources: 'ResourceRequirements',
  requests: 'Quantities',
  limits: 'Quantities',
  annotations: 'Strings',
};

/** The Kubernetes type of a value, by its key in the chart's values; undefined for what is the chart's own. */
export function kubernetesType(key: string): TypeName | undefined {
  return Object.hasOwn(handedOn, key) ? handedOn[key] : undefined;
}

/** What Kubernetes would not take of a value, in words, or undefined. */
export function kubernetesFinding(type: TypeName, value: Json): string | undefined {
  switch (type) {
    case 'Strings':
      return isMap(value) && Object.values(value).every((item) => typeof item === 'string')
        ? undefined
        : 'is not a map of texts';
    case 'ResourceRequirements':
      return isMap(value) ? resourcesFinding(value) : 'is not a map';
    case 'Quantities':
      return quantitiesFinding(value);
    case 'PodSecurityContext':
    case 'SecurityContext':
    case 'EnvVar': {
      const kept: unknown = Reflect.apply(types[type], undefined, [value]);
      return isSame(value, jsonValue(JSON.parse(JSON.stringify(kept ?? null)))) ? undefined : `is no ${type}`;
    }
  }
}

const quantity = /^\d+(\.\d+)?(m|k|[KMGTPE]i?)?$/;

function resourcesFinding(resources: JsonMap): string | undefined {
  const other = Object.keys(resources).find((key) => key !== 'requests' && key !== 'limits');
  if (other !== undefined) return `has "${other}", which is neither requests nor limits`;
  return Object.values(resources)
    .map(quantitiesFinding)
    .find((finding) => finding !== undefined);
}

function quantitiesFinding(amounts: Json): string | undefined {
  if (!isMap(amounts)) return 'is not a map';
  for (const [name, amount] of Object.entries(amounts)) {
    if (!['cpu', 'memory', 'ephemeral-storage'].includes(name))
      return `has "${name}", of which there are no amounts`;
    if (typeof amount !== 'string' || !quantity.test(amount))
      return `has ${name} ${JSON.stringify(amount)}, which is not a quantity in quotes`;
  }
  return undefined;
}
