import * as v from 'valibot';
import type { Scene } from '../harness';

const transport = v.picklist(['tcp', 'udp', 'sctp']);

const caseShape = v.object({
  name: v.string(),
  policies: v.nullable(
    v.array(
      v.looseObject({
        apiVersion: v.string(),
        kind: v.string(),
        metadata: v.looseObject({ name: v.string(), namespace: v.string() }),
      }),
    ),
  ),
  pods: v.array(
    v.object({
      namespace: v.string(),
      namespaceLabels: v.nullable(v.record(v.string(), v.string())),
      labels: v.nullable(v.record(v.string(), v.string())),
      address: v.string(),
      ports: v.array(v.object({ name: v.string(), port: v.number(), transport })),
    }),
  ),
  verdicts: v.array(
    v.object({
      from: v.number(),
      to: v.number(),
      port: v.number(),
      transport,
      egress: v.boolean(),
      ingress: v.boolean(),
    }),
  ),
});

/** A case that Cyclonus generates: policies, pods, and what its own matcher says about every pair on every port. */
export type CyclonusCase = v.InferOutput<typeof caseShape>;

/** Every case of Cyclonus. */
export async function cyclonusCases(scene: Scene): Promise<readonly CyclonusCase[]> {
  const { stdout } = await scene.run(scene.program('policy-cyclonus', 'policy-cyclonus'), []);
  return stdout
    .trim()
    .split('\n')
    .map((line) => v.parse(caseShape, JSON.parse(line)));
}
