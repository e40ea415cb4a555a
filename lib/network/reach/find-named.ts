import type { ClusterPlan } from '../../plan';
import { inWords, nearest, parseIpv4, type Report } from '../../values';
import { byAddress, byLabels, byPattern, type Named, namesIn, placesOf } from './named';

/**
 * Finds who is meant: a component, `component/workload`, `namespace/label=value`, a node, a host, an address, a name that a flow
 * declares, `internet` or `administrators`, or a name that `--all` prints. What cannot be found is reported with what is near.
 */
export function findNamed(plan: ClusterPlan, text: string, at: string, report: Report): Named | undefined {
  if (/^[\d.]+$/.test(text)) {
    const address = parseIpv4(text, at, report);
    return address === text ? byAddress(plan, address) : undefined;
  }
  const slash = text.indexOf('/');
  const [first, second] = slash < 0 ? [text, ''] : [text.slice(0, slash), text.slice(slash + 1)];
  if (second.includes('=')) return labelled(plan, first, second, at, report);
  const names = namesIn(plan);
  const found = names.get(text) ?? byPattern(plan, text);
  if (found !== undefined) return found;
  report({ at, ...whyNot(plan, text, [...names.keys()]) });
  return undefined;
}

function labelled(
  plan: ClusterPlan,
  namespace: string,
  text: string,
  at: string,
  report: Report,
): Named | undefined {
  const pairs = text.split(',').map((pair): readonly [string, string] => {
    const sign = pair.indexOf('=');
    return [pair.slice(0, Math.max(sign, 0)), pair.slice(sign + 1)];
  });
  if (pairs.every(([key]) => key !== '')) return byLabels(plan, namespace, Object.fromEntries(pairs));
  report({ at, reason: `"${text}" is not a list of labels`, next: 'write namespace/key=value,key=value' });
  return undefined;
}

function whyNot(
  plan: ClusterPlan,
  text: string,
  names: readonly string[],
): { readonly reason: string; readonly next: string } {
  const several = placesOf(plan)
    .filter(({ component, workload }) => component.name === text && workload.listens.length > 0)
    .map(({ component, workload }) => `${component.name}/${workload.name}`);
  if (several.length > 0)
    return { reason: `"${text}" has several workloads`, next: `name one of ${several.join(', ')}` };
  if (text === 'administrators')
    return {
      reason: `${plan.facts.name} has no administrators`,
      next: 'write administrators.networks, or name an address',
    };
  const near = nearest(text, names);
  const { nodes, hosts } = plan.facts;
  const short = ['internet', ...[...nodes, ...hosts, ...plan.components].map(({ name }) => name)];
  return {
    reason: `nothing in ${plan.facts.name} is named "${text}"`,
    next: near === undefined ? `use one of ${inWords(short.slice(0, mostNames))}` : `did you mean "${near}"?`,
  };
}

/** So many names stand in one message at most. */
const mostNames = 20;
