import * as v from 'valibot';
import { parseLabelKey, parseLabelValue } from './name';
import { type Parsed, parsedBy, refused } from './parsed';

/** What a kubelet may put on its own node. k8s.io/kubelet/pkg/apis/well_known_labels.go, v0.33 */
const allowed = [
  'kubernetes.io/hostname',
  'topology.kubernetes.io/zone',
  'topology.kubernetes.io/region',
  'failure-domain.beta.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region',
  'beta.kubernetes.io/instance-type',
  'node.kubernetes.io/instance-type',
  'kubernetes.io/os',
  'kubernetes.io/arch',
  'beta.kubernetes.io/os',
  'beta.kubernetes.io/arch',
];

/** Set by the kubelet to what the machine is; another value is written over at the next start. */
const own = ['kubernetes.io/hostname', 'kubernetes.io/os', 'kubernetes.io/arch'];

/**
 * Reads the key of a label that the kubelet gets by `--node-labels`. With an unknown one of `kubernetes.io` or
 * `k8s.io` the kubelet does not start (cmd/kubelet/app/options, v1.33), and NodeRestriction refuses `node-restriction`.
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
 */
export function parseNodeLabel(key: string): Parsed<string> {
  const [namespace = '', name] = key.split('/');
  const isOf = (domain: string): boolean => namespace === domain || namespace.endsWith(`.${domain}`);
  if (name === undefined || !(isOf('kubernetes.io') || isOf('k8s.io'))) return { value: key };
  if (own.includes(key)) return refused(`"${key}" is what the kubelet sets itself`, 'leave it out');
  if (namespace === 'node-role.kubernetes.io')
    return refused(
      `"${key}" cannot be set by the machine itself: the kubelet does not start with it`,
      `use a label of your own, such as "example.com/${name}", or set it with kubectl label node`,
    );
  if (allowed.includes(key) || isOf('kubelet.kubernetes.io') || isOf('node.kubernetes.io'))
    return { value: key };
  return refused(
    `"${key}" is a label that the kubelet does not start with`,
    `use a label of your own, such as "example.com/${name}", or one below node.kubernetes.io`,
  );
}

/** Labels that a machine puts on its own node. */
export const nodeLabels = v.record(
  v.pipe(v.string(), parsedBy(parseLabelKey), parsedBy(parseNodeLabel), v.title('key of a Kubernetes label')),
  v.pipe(v.string(), parsedBy(parseLabelValue), v.title('value of a Kubernetes label')),
);
