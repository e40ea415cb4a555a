import * as v from 'valibot';
import type { Peer, Transport } from '../../lib/network/policy';
import type { Scene } from '../harness';

/** A question about one end of a connection, which is a pod. */
export interface EndQuestion {
  readonly direction: 'ingress' | 'egress';
  readonly from: Peer;
  readonly to: Peer;
  readonly port: number;
  readonly transport: Transport;
}

/** A policy, as far as its place in messages needs it. */
export interface PolicyObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
}

/** Policies, and questions about what they say. */
export interface PolicyScene {
  readonly policies: readonly PolicyObject[];
  readonly questions: readonly EndQuestion[];
}

/** What Cilium says. */
export interface CiliumAnswers {
  /** Why it refuses each policy; empty where it takes it. */
  readonly refused: readonly string[];
  /** `none` where it cannot work out the policy of the pod. */
  readonly verdicts: readonly ('allowed' | 'blocked' | 'none')[];
}

const answersShape = v.object({
  refused: v.array(v.string()),
  verdicts: v.array(v.picklist(['allowed', 'blocked', 'none'])),
});

/** Asks Cilium's policy engine about scenes, in one run of its program. */
export async function askCilium(
  scene: Scene,
  scenes: readonly PolicyScene[],
): Promise<readonly CiliumAnswers[]> {
  const input = scenes.map((one) => JSON.stringify(written(one))).join('\n');
  const { stdout } = await scene.run(scene.program('policy-cilium', 'policy-cilium'), [], {
    input,
    limit: 300,
  });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => v.parse(answersShape, JSON.parse(line)));
  if (answers.length !== scenes.length)
    throw new Error(`${answers.length} answers to ${scenes.length} scenes`);
  return answers;
}

function written({ policies, questions }: PolicyScene) {
  const ends: object[] = [];
  const known = new Map<string, number>();
  const indexOf = (end: object) => {
    const key = JSON.stringify(end);
    const index = known.get(key) ?? ends.push(end) - 1;
    known.set(key, index);
    return index;
  };
  const asked = questions.map(({ direction, from, to, port, transport }) => {
    const [self, other] = direction === 'ingress' ? [to, from] : [from, to];
    const near = other.kind === 'node' && self.kind === 'pod' && self.node === other.name;
    return {
      ingress: direction === 'ingress',
      self: indexOf(self),
      other: indexOf(near ? { ...other, near } : other),
      port,
      transport,
    };
  });
  return { policies, ends, questions: asked };
}
