import * as v from 'valibot';
import { dnsName, labels, line, secretKey, type Written } from '../values';

/** A Secret that a component mounts. It states the keys, never a value. */
export const secretShape = v.strictObject({
  /** Name of the Secret in the component's namespace. */
  name: dnsName,
  /** Keys that it must hold. */
  keys: v.array(secretKey),
  /** What it is for, in a few words. */
  why: line(500),
  /** Type of the Secret. @default 'Opaque' */
  type: v.exactOptional(line(253)),
  /** Labels by which whoever reads it finds it. @default none */
  labels: v.exactOptional(labels),
  /** Entries beside the keys that are not secret, such as the address that a password is for. @default none */
  values: v.exactOptional(v.record(secretKey, line(500))),
});

/** A Secret that a component mounts. */
export type SecretNeed = Written<typeof secretShape>;

/**
 * The Secret with which nodes fetch images of a private registry: a Docker configuration, as `imagePullSecrets` of a pod name it.
 * https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets
 * @param name its name in the namespace of the component
 */
export function pullSecret(name: string): SecretNeed {
  return {
    name,
    keys: ['.dockerconfigjson'],
    why: 'to fetch images of a private registry',
    type: 'kubernetes.io/dockerconfigjson',
  };
}
