import { foundRoutes, type KubeObject } from '../../component';
import type { ChartFacts } from '../../components/helm-chart/chart-facts';
import { unstatedWorkloads } from '../../components/helm-chart/chart-workloads';
import type { Problem } from '../../values';
import type { ChartTarget } from './target';

/**
 * What the policies would cut off: pods of which the cluster file does not say what they connect to, hooks among them, and pods to
 * which objects lead that asterism does not read.
 * @param component name of the component
 */
export function flowWarnings(
  component: string,
  facts: ChartFacts,
  stated: ChartTarget['stated'],
  objects: readonly KubeObject[],
): readonly Problem[] {
  const { hooks = [], release } = facts;
  const hookOf = ({ kind, name }: ChartFacts['workloads'][number]): string | undefined =>
    hooks
      .find((hook) => hook.startsWith(`${kind} ${name}: `) || hook.startsWith(`${kind} ${release}-${name}: `))
      ?.replace(/^.*: /, '');
  return [
    ...unstatedWorkloads(stated, facts.workloads).map((workload) => {
      const { kind, name } = workload;
      const hook = hookOf(workload);
      return {
        at: `${kind} ${name}`,
        reason: `nothing states what its pods connect to${hook === undefined ? '' : ` when they run (${hook})`}, so they can open no connection`,
        next: `state it in connects of ${component}: connects: { '${name}': [] } where they need none`,
      };
    }),
    ...objects.filter(leadsUnread).map(({ kind, metadata: { name } }) => ({
      at: `${kind} ${name}`,
      reason: 'it may lead requests to pods, and asterism does not read this kind',
      next: `open the port in open of ${component}: open: { workload: { port: 'ingress' } }`,
    })),
  ];
}

/** Kinds of several products that lead requests to Services: `IngressRoute`, `VirtualService`, `HTTPProxy`. */
function leadsUnread(object: KubeObject): boolean {
  return (
    /(Route(TCP|UDP)?|VirtualService|HTTPProxy)$/.test(object.kind) &&
    !/^gateway\.networking\.k8s\.io\//.test(object.apiVersion) &&
    foundRoutes(object).length === 0
  );
}
