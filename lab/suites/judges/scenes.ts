import fc from 'fast-check';
import type { KubeObject } from '../../../lib/component';
import type { End } from '../../../lib/testing/policy-worlds';
import { drawnScene } from '../../../lib/testing/policy-worlds/drawn';
import type { PolicyScene } from '../../drivers/policy-cilium';
import { peerOf } from './peer';

/**
 * Draws scenes whose ends leave nothing open: each pod has an address and a node, and no address has a name, since Cilium
 * learns names from answers of a name server only.
 * @param count how many scenes
 * @param seed another one draws other scenes
 */
export function drawnScenes(count: number, seed: number): readonly PolicyScene[] {
  return fc.sample(drawnScene('cilium'), { numRuns: count, seed }).map(({ policies, questions }) => ({
    policies: policies.map((policy, index) => renamed(policy, index)),
    questions: questions
      .filter(
        ({ direction, attempt }) => (direction === 'ingress' ? attempt.to : attempt.from).kind === 'pod',
      )
      .map(({ direction, attempt: { from, to, port, transport } }) => ({
        direction,
        from: peerOf(settled(from)),
        to: peerOf(settled(to)),
        port,
        transport,
      })),
  }));
}

/** Drawn policies all have one name, and a later one would replace an earlier one. */
function renamed(policy: KubeObject, index: number): KubeObject {
  return { ...policy, metadata: { ...policy.metadata, name: `p${index}` } };
}

function settled(end: End): End {
  if (end.kind === 'pod') return { ...end, address: end.address ?? '10.42.0.3', node: end.node ?? 'ada' };
  return end.kind === 'address' ? { kind: 'address', address: end.address } : end;
}
