import type { Bundle } from '../synth';
import { withoutSecrets } from '../values';
import { anyKindAllowed } from './any-kind-allowed';
import { balancedService } from './balanced-service';
import { caution } from './caution';
import { certificateChain } from './certificate-chain';
import type { Finding, CheckRule } from './finding';
import { flowOpen } from './flow-open';
import { folderPods } from './folder-pods';
import { knownKind } from './known-kind';
import { knownNamespace } from './known-namespace';
import { noIdleRule } from './no-idle-rule';
import { noSecret } from './no-secret';
import { nothingElseOpen } from './nothing-else-open';
import { objectForm } from './object-form';
import { findingsOf, type ObjectRule } from './object-rule';
import { objectFields } from './object-fields';
import { oneBalancedPort } from './one-balanced-port';
import { oneOwner } from './one-owner';
import { policyOpens } from './policy-opens';
import { policyRead } from './policy-read';
import { podSecurity } from './pod-security';
import { quantities } from './quantities';
import { references } from './references';
import { scope } from './scope';
import { servicePort } from './service-port';
import { serviceTarget } from './service-target';
import { statedPods } from './stated-pods';
import { viewOf } from './view';
import { atSource } from './written-at';

/** Every rule over what ships. */
export const rules: readonly (CheckRule | ObjectRule)[] = [
  oneOwner,
  noSecret,
  objectForm,
  objectFields,
  knownKind,
  knownNamespace,
  scope,
  serviceTarget,
  servicePort,
  statedPods,
  anyKindAllowed,
  caution,
  folderPods,
  balancedService,
  oneBalancedPort,
  policyRead,
  policyOpens,
  podSecurity,
  quantities,
  references,
  certificateChain,
  flowOpen,
  nothingElseOpen,
  noIdleRule,
];

/** What the rules find in a bundle, in the order of rules and objects. No message shows a secret. */
export function findingsIn(bundle: Bundle): readonly Finding[] {
  const view = viewOf(bundle);
  return reportedOnce(findingsOf(rules, view))
    .map(atSource(view))
    .map(({ at, reason, next, rule, severity }) => ({
      rule,
      ...(severity !== undefined && { severity }),
      at: withoutSecrets(at),
      reason: withoutSecrets(reason),
      next: withoutSecrets(next),
    }));
}

/** A field of a wrong form is also wrong to rules that read it. The rule that knows its form says most about it. */
function reportedOnce(findings: readonly Finding[]): readonly Finding[] {
  const places = new Set(findings.filter(({ rule }) => rule === objectFields.id).map(({ at }) => at));
  return places.size === 0
    ? findings
    : findings.filter(({ rule, at }) => rule === objectFields.id || !places.has(at));
}
