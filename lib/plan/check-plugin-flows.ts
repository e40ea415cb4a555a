import type { Report } from '../values';
import type { ReadComponent } from './planned';

/**
 * Reports connections that the network plugin would drop whatever a policy says of them.
 *
 * Cilium reads a leading `**.` in a pattern as one label or more since 1.19; before, it is the same as `*.`. It drops SCTP
 * unless its chart has `sctp.enabled`. https://docs.cilium.io/en/stable/network/kubernetes/sctp/
 */
export function checkPluginFlows(components: readonly ReadComponent[], at: string, report: Report): void {
  const cilium = components.find(({ kind }) => kind === 'cilium');
  if (cilium?.upstream?.kind !== 'helm') return;
  const { version, values } = cilium.upstream;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const spansLabels = major > 1 || minor >= 19;
  for (const component of components)
    for (const { name, connects } of component.workloads)
      for (const [index, { to }] of connects.entries()) {
        const place = `${at}.components.${component.name}.workloads.${name}.connects[${index}].to`;
        if (
          to.kind === 'internet' &&
          to.host.kind === 'pattern' &&
          !spansLabels &&
          /^\*\*/.test(to.host.pattern)
        )
          report({
            at: `${place}.host`,
            reason: `"${to.host.pattern}" means names of any depth, and Cilium ${version} reads it as ${to.host.pattern.slice(1)}`,
            next: `write a connection for each depth (${to.host.pattern.slice(1)}, *.${to.host.pattern.slice(1)}), or run Cilium 1.19 or later`,
          });
        if ((to.kind === 'internet' || to.kind === 'nodes') && to.transport === 'sctp' && !('sctp' in values))
          report({
            at: `${place}.transport`,
            reason: "is 'sctp', which Cilium drops unless it is told to carry it",
            next: 'write sctp: true in cilium({ … })',
          });
      }
}
