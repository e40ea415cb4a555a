import type { Chart } from 'cdk8s';
import { syncWave } from '../../../component';
import type { Facts } from '../../../inventory';
import { outsideText, portText } from '../../../values';
import type { Flow, OwnedWorkload } from '../../flows/flows';

/** What one workload may do: the flows it opens, and who may come in where. */
export interface WorkloadRules {
  readonly place: OwnedWorkload;
  /** Flows that it opens. */
  readonly out: readonly Flow[];
  /** Its listeners, each with the flows that end there. */
  readonly into: readonly {
    readonly listener: OwnedWorkload['workload']['listens'][number];
    readonly flows: readonly Flow[];
  }[];
}

/** What policies are written with, beside the flows of their workload. */
export interface WriteContext {
  readonly facts: Facts;
  /** The pods that serve Ingresses and Gateways, where they are pods on a network of their own. */
  readonly ingress: readonly PodSet[];
}

/** Pods of a namespace, by their labels. */
export interface PodSet {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** Writes the policies of one workload into a chart. */
export type PolicyWriter = (chart: Chart, rules: WorkloadRules, context: WriteContext) => void;

/** Name of the policy of a workload. */
export function policyName({ component, workload }: OwnedWorkload): string {
  return workload.name === component.name ? component.name : `${component.name}-${workload.name}`;
}

/**
 * What a policy says about itself: its flows as text for whoever reads the manifest, and its place before the default deny.
 * @param knowsNames whether the policy opens names as such; otherwise the text says what is open in their place
 */
export function policyAnnotations(rules: WorkloadRules, knowsNames: boolean): Record<string, string> {
  return { ...syncWave(-1), 'asterism.dev/flows': flowLines(rules, knowsNames) };
}

function flowLines(rules: WorkloadRules, knowsNames: boolean): string {
  const lines = [
    ...rules.into.flatMap(({ listener, flows }) => [
      ...flows.map(
        (flow) => `in ${portText(flow.ports)}/${flow.transport} from ${policyName(flow.from)} (${flow.why})`,
      ),
      ...(listener.open === 'declared'
        ? []
        : [`in ${listener.port}/${listener.transport} from ${listener.open} (${listener.name})`]),
    ]),
    ...rules.out.map(
      (flow) =>
        `out ${portText(flow.ports)}/${flow.transport} to ${targetName(flow, knowsNames)} (${flow.why})`,
    ),
  ];
  return [...new Set(lines)].sort().join('\n');
}

function targetName({ to }: Flow, knowsNames: boolean): string {
  switch (to.kind) {
    case 'workload':
      return policyName(to.place);
    case 'host':
      return `host ${to.host}`;
    case 'internet':
      return knowsNames || to.host.kind === 'network' || to.host.kind === 'anywhere'
        ? outsideText(to.host)
        : `everything outside, for ${outsideText(to.host)}`;
    case 'nodes':
    case 'kube-apiserver':
    case 'cluster-dns':
      return to.kind;
  }
}
