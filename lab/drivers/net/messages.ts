import * as v from 'valibot';

/** A connection that is tried. */
export const probeShape = v.strictObject({
  transport: v.picklist(['tcp', 'udp']),
  to: v.string(),
  port: v.number(),
  /** Whether an answer is expected. The next probes wait for it, so that a busy machine is not taken for a firewall. */
  hopeful: v.boolean(),
});

/** What became of it: who answered and whom that one saw, or nothing where no answer came. */
export const answerShape = v.nullable(v.strictObject({ at: v.string(), seenFrom: v.string() }));

/** What an agent is asked to do in its network namespace. */
export const orderShape = v.variant('do', [
  /** Runs a command to its end. */
  v.strictObject({
    do: v.literal('run'),
    command: v.string(),
    args: v.array(v.string()),
    input: v.string(),
  }),
  /** Writes kernel settings, as far as this kernel has them. */
  v.strictObject({ do: v.literal('set'), files: v.record(v.string(), v.string()) }),
  /** Listens on these ports alone from now on, and tells whoever comes this name. */
  v.strictObject({
    do: v.literal('listen'),
    name: v.string(),
    tcp: v.array(v.number()),
    /** By address: an answer has to come from the address that was asked. */
    udp: v.array(v.strictObject({ address: v.string(), port: v.number() })),
  }),
  /** Tries connections, all at once. */
  v.strictObject({ do: v.literal('probe'), probes: v.array(probeShape), milliseconds: v.number() }),
]);

export type Order = v.InferOutput<typeof orderShape>;
export type Answer = v.InferOutput<typeof answerShape>;
export type AgentProbe = v.InferOutput<typeof probeShape>;

/** A line to an agent. */
export const requestShape = v.strictObject({ id: v.number(), order: orderShape });

/** A line from an agent. */
export const replyShape = v.strictObject({
  id: v.number(),
  failed: v.optional(v.string()),
  /** One for each probe, in their order. */
  answers: v.optional(v.array(answerShape)),
});
