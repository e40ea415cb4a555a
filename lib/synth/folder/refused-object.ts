import type { KubeObject } from '../../component';
import { isRecord } from '../../values';
import { identity } from '../built-objects';
import { podTemplateKinds, podTemplateOf } from '../pod-template';
import { hasLabels, selectorOf, textsIn } from './found-pods';

/** Why something does not ship, and what to do. */
export interface Refusal {
  readonly reason: string;
  readonly next: string;
}

/** Kubernetes stores at most so many bytes of a ConfigMap. https://kubernetes.io/docs/concepts/configuration/configmap/ */
const mostBytes = 1024 * 1024;

/** Why the API server would refuse an object of a folder, as far as this shows without the definitions of its kind. */
export function refusedObject(object: KubeObject): Refusal | undefined {
  if (object.apiVersion === 'v1' && object.kind === 'ConfigMap') return tooLarge(object);
  const makesPods = podTemplateKinds.some(
    ({ apiVersion, kind }) => apiVersion === object.apiVersion && kind === object.kind,
  );
  if (!makesPods) return undefined;
  const template = podTemplateOf(object);
  const containers = template?.spec['containers'];
  if (!Array.isArray(containers) || containers.length === 0)
    return {
      reason: `${identity(object)}has no containers in its pods`,
      next: 'write containers, or look for a misspelt key',
    };
  const labels = textsIn(template?.labels);
  const selector = selectorOf(object);
  if (object.kind !== 'Pod' && object.kind !== 'Job' && !hasLabels(labels, selector))
    return {
      reason: `the selector of ${identity(object)}does not match the labels of its pods`,
      next: 'give the pod template the labels of the selector',
    };
  return undefined;
}

function tooLarge(object: KubeObject): Refusal | undefined {
  const values = [object['data'], object['binaryData']].flatMap((part) =>
    isRecord(part) ? Object.entries(part) : [],
  );
  const size = values.reduce((sum, [key, value]) => sum + key.length + textSize(value), 0);
  return size > mostBytes
    ? {
        reason: `${identity(object)}has ${size} bytes of data, and Kubernetes stores at most ${mostBytes}`,
        next: 'split it, or let the program fetch its data',
      }
    : undefined;
}

function textSize(value: unknown): number {
  return typeof value === 'string' ? Buffer.byteLength(value) : 0;
}
