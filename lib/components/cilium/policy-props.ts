import * as v from 'valibot';
import { atLeastOne, label, labels, port, type PropsOf } from '../../core';

const policy = v.strictObject({
  /** Name of the policy, a DNS label. */
  name: label,
  /** Labels of the pods that it guards: whatever else wants to connect to them is refused. */
  pods: labels,
  /** Who may connect to them, at least one. */
  from: v.pipe(
    v.array(
      v.strictObject({
        /** Labels of the pods that may. */
        pods: labels,
        /** Their namespace, which opens the way out itself. @default the namespace of the policies */
        namespace: v.exactOptional(label),
      }),
    ),
    atLeastOne('write who may connect'),
  ),
  /** The only ports on which they may, as the pods listen on them. @default all ports */
  ports: v.exactOptional(
    v.pipe(
      v.array(
        v.strictObject({
          /** 1 to 65535. */
          port,
          /** What is spoken over IP. */
          protocol: v.exactOptional(v.picklist(['TCP', 'UDP', 'SCTP']), 'TCP'),
        }),
      ),
      atLeastOne('name a port, or drop ports to open all of them'),
    ),
  ),
  /**
   * Where the guarded pods, and those that may connect to them from the same namespace, may connect themselves: `open` is
   * everywhere, as where a policy says nothing of egress; `closed` leaves that to other policies of the namespace, which
   * denies what none of them opens. @default 'open'
   */
  egress: v.exactOptional(v.picklist(['open', 'closed']), 'open'),
});

export const ciliumPoliciesProps = v.strictObject({
  /** Name of the component. */
  name: label,
  /** The namespace of the guarded pods. */
  namespace: label,
  /** Pod Security level that the namespace enforces on the pods that people bring there. */
  podSecurity: v.exactOptional(v.picklist(['restricted', 'baseline', 'privileged']), 'restricted'),
  /** The policies, in any order. */
  policies: v.array(policy),
});

/** What a person writes for policies. */
export type CiliumPoliciesProps = PropsOf<typeof ciliumPoliciesProps>;
/** One policy with its defaults. */
export type CiliumPolicy = v.InferOutput<typeof policy>;
