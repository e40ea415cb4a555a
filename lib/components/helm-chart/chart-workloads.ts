import {
  type Connection,
  endpointOf,
  keyPath,
  type Listener,
  type Report,
  suggest,
  type Workload,
} from '../../core';
import { exposedTo } from './chart-exposures';
import type { ChartFacts, ReadFacts } from './chart-facts';
import type { HelmChartSettings } from './props';

type FactsOfWorkload = ReadFacts['workloads'][number];

/** What a person states about the flows of a chart. */
type StatedFlows = Pick<HelmChartSettings, 'name' | 'namespace' | 'connects' | 'inside' | 'open'>;

/** The pods of a chart, with the flows that a person states by the names in its facts. */
export function chartWorkloads(
  stated: StatedFlows,
  facts: Pick<ReadFacts, 'workloads' | 'services' | 'routes'>,
  at: string,
  report: Report,
): readonly Workload[] {
  const { workloads } = facts;
  const names = workloads.map(({ name }) => name);
  const checkName = (name: string, place: string): void => {
    if (!names.includes(name))
      report({
        at: place,
        reason: `the chart has no workload "${name}"`,
        next: suggest(name, names, 'take it out: no workload of the chart is known'),
      });
  };
  for (const key of ['connects', 'open'] as const)
    for (const name of Object.keys(stated[key])) checkName(name, keyPath(`${at}.${key}`, name));
  stated.inside.forEach(({ from, to, port }, index) => {
    const place = `${at}.inside[${index}]`;
    checkName(from, `${place}.from`);
    checkName(to, `${place}.to`);
    const target = workloads.find(({ name }) => name === to);
    if (target !== undefined) checkPort(port, target, `${place}.port`, report);
  });
  return workloads.map((workload) => {
    const open = stated.open[workload.name] ?? {};
    for (const port of Object.keys(open))
      checkPort(port, workload, keyPath(keyPath(`${at}.open`, workload.name), port), report);
    return {
      name: workload.name,
      pods: workload.pods,
      hostNetwork: workload.hostNetwork,
      listens: workload.ports.map(({ name, port, transport, webhook }): Listener => ({
        name,
        port,
        transport,
        open:
          open[name] ??
          open[String(port)] ??
          exposedTo(workload.name, { port, transport }, facts) ??
          (webhook ? 'kube-apiserver' : 'declared'),
      })),
      connects: [
        ...(workload.api ? [usesApi] : []),
        ...inside(workload.name, stated, facts),
        ...(stated.connects[workload.name] ?? []),
      ],
    };
  });
}

/**
 * Workloads of a chart of which a person has not said what they connect to. Those that use the API have a connection, and pods on
 * the network of their node may open any.
 */
export function unstatedWorkloads(
  { connects, inside: stated }: Pick<StatedFlows, 'connects' | 'inside'>,
  workloads: ChartFacts['workloads'],
): ChartFacts['workloads'] {
  return workloads.filter(
    ({ name, api, hostNetwork }) =>
      api !== true &&
      hostNetwork !== true &&
      !(name in connects) &&
      !stated.some(({ from }) => from === name),
  );
}

const usesApi: Connection = { to: { kind: 'kube-apiserver' }, why: 'its service account has rights there' };

function checkPort(
  name: string,
  { name: workload, ports }: FactsOfWorkload,
  at: string,
  report: Report,
): void {
  if (ports.some((port) => isCalled(port, name))) return;
  const names = ports.map((port) => port.name);
  report({
    at,
    reason: `the pods of ${workload} have no port "${name}"`,
    next: names.length === 0 ? 'take it out: they listen on no port' : suggest(name, names),
  });
}

/** Whether a port is called by this name or number. */
function isCalled({ name, port }: FactsOfWorkload['ports'][number], written: string): boolean {
  return name === written || String(port) === written;
}

/** Connections from one workload of the chart to others of it, through a Service where one leads there. */
function inside(
  workload: string,
  { name: component, namespace, inside: stated }: StatedFlows,
  { workloads, services }: Pick<ReadFacts, 'workloads' | 'services'>,
): readonly Connection[] {
  return stated
    .filter(({ from }) => from === workload)
    .flatMap(({ to, port: written, why }): Connection[] => {
      const target = workloads.find(({ name }) => name === to)?.ports.find((port) => isCalled(port, written));
      if (target === undefined) return [];
      const { port: targetPort, transport } = target;
      const { service, port } = services.find(
        (one) => one.workload === to && one.targetPort === targetPort && one.transport === transport,
      ) ?? { service: to, port: targetPort };
      const owner = { component, namespace, service, workload: to, targetPort };
      return [
        { to: { kind: 'endpoint', endpoint: { ...endpointOf(transport, port, owner), transport } }, why },
      ];
    });
}
