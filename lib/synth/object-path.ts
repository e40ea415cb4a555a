import type { KubeObject } from '../component';

/**
 * The file of an object within its app's folder. It follows from the object alone, never from its place in a list:
 * `service-kafka.yaml`, and `networkpolicy-default-deny.demo.yaml` for an object of another namespace than the app's.
 */
export function objectFile(object: KubeObject, appNamespace: string | undefined): string {
  const { name, namespace } = object.metadata;
  const elsewhere = namespace !== undefined && namespace !== appNamespace ? `.${namespace}` : '';
  // Names of RBAC objects may hold a colon, which Windows does not take in a file name.
  return `${object.kind.toLowerCase()}-${name.replaceAll(':', '-')}${elsewhere}.yaml`;
}

/** An object's identity on the API server, for messages and for finding two that are one. */
export function objectId(object: KubeObject): string {
  const { name, namespace } = object.metadata;
  const slash = object.apiVersion.indexOf('/');
  const group = slash < 0 ? '' : `.${object.apiVersion.slice(0, slash)}`;
  return `${object.kind}${group} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}
