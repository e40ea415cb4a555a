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

/** What the policies of a kind can tell apart. Where they cannot, the text says what is open instead. */
export interface Precision {
  /** Whether they open names outside as such. */
  readonly names: boolean;
  /** Whether they open nodes as such: otherwise a node that calls pods of another one has any address of the pod network. */
  readonly nodes: boolean;
}

/** What a policy says about itself: its flows as text for whoever reads the manifest, and its place before the default deny. */
export function policyAnnotations(rules: WorkloadRules, precision: Precision): Record<string, string> {
  return { ...syncWave(-1), 'asterism.dev/flows': flowLines(rules, precision) };
}

const fromAnyPod =
  'and from every pod: a node that calls pods of another node has an address of the pod network, and a policy cannot tell it from a pod';

function flowLines(rules: WorkloadRules, { names, nodes }: Precision): string {
  const inLine = (port: string, caller: string, why: string, isNode: boolean) =>
    `in ${port} from ${caller} (${why})${isNode && !nodes ? `, ${fromAnyPod}` : ''}`;
  const lines = [
    ...rules.into.flatMap(({ listener, flows }) => [
      ...flows.map((flow) =>
        inLine(
          `${portText(flow.ports)}/${flow.transport}`,
          policyName(flow.from),
          flow.why,
          flow.from.workload.hostNetwork,
        ),
      ),
      ...(listener.open === 'declared'
        ? []
        : [
            inLine(
              `${listener.port}/${listener.transport}`,
              listener.open,
              listener.name,
              listener.open === 'kube-apiserver',
            ),
          ]),
    ]),
    ...rules.out.map(
      (flow) => `out ${portText(flow.ports)}/${flow.transport} to ${targetName(flow, names)} (${flow.why})`,
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
