import * as v from 'valibot';
import { parseLabelKey, parseLabelValue } from './name';
import { type Parsed, parsedBy, refused } from './parsed';

/** Labels that a kubelet may set on its own node. k8s.io/kubelet/pkg/apis/well_known_labels.go, v0.33 */
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

/** Labels that the kubelet derives from the machine. It overwrites other values at its next start. */
const own = ['kubernetes.io/hostname', 'kubernetes.io/os', 'kubernetes.io/arch'];

/**
 * Parses the key of a label for `--node-labels`. The kubelet does not start with an unknown label of `kubernetes.io`
 * or `k8s.io` (cmd/kubelet/app/options, v1.33), and the NodeRestriction admission plugin rejects `node-restriction`
 * labels.
 * https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction
 */
export function parseNodeLabel(key: string): Parsed<string> {
  const [namespace = '', name] = key.split('/');
  const isOf = (domain: string): boolean => namespace === domain || namespace.endsWith(`.${domain}`);
  if (name === undefined || !(isOf('kubernetes.io') || isOf('k8s.io'))) return { value: key };
  if (own.includes(key)) return refused(`the kubelet sets "${key}" itself`, 'leave it out');
  if (namespace === 'node-role.kubernetes.io')
    return refused(
      `"${key}" cannot be set by the machine itself: the kubelet would not start`,
      `use a label of your own, such as "example.com/${name}", or set it with kubectl label node`,
    );
  if (allowed.includes(key) || isOf('kubelet.kubernetes.io') || isOf('node.kubernetes.io'))
    return { value: key };
  return refused(
    `the kubelet does not start with the label "${key}"`,
    `use a label of your own, such as "example.com/${name}", or one below node.kubernetes.io`,
  );
}

/** Labels that a kubelet sets on its own node. */
export const nodeLabels = v.record(
  v.pipe(v.string(), parsedBy(parseLabelKey), parsedBy(parseNodeLabel), v.title('key of a Kubernetes label')),
  v.pipe(v.string(), parsedBy(parseLabelValue), v.title('value of a Kubernetes label')),
);
