import type { ComponentOwner, Endpoint } from '../inventory';
import type { PlannedWorkload } from '../plan';
import type { Finding, CheckRule } from './finding';
import type { View } from './view';

/** A client that calls a port which its Service does not have waits until it gives up, and no log says why. */
export const servicePort: CheckRule = {
  id: 'service-port',
  why: 'each declared connection calls a port that its Service offers, and ends where it is declared to end',
  check: ({ plan, serviceNamed }) =>
    plan.components.flatMap(({ name, workloads }) =>
      workloads.flatMap(({ connects }) =>
        connects.flatMap((connection) => {
          const call = callOf(connection);
          return call === undefined ? [] : judged(name, call, connection.why, serviceNamed);
        }),
      ),
    ),
};

interface Call {
  readonly endpoint: Endpoint;
  readonly owner: ComponentOwner;
}

function callOf({ to }: PlannedWorkload['connects'][number]): Call | undefined {
  if (to.kind !== 'endpoint' || to.endpoint.owner.kind !== 'component') return undefined;
  return { endpoint: to.endpoint, owner: to.endpoint.owner };
}

function judged(
  caller: string,
  { endpoint: { port, transport }, owner }: Call,
  why: string,
  serviceNamed: View['serviceNamed'],
): readonly Finding[] {
  // One that is not here is made in the cluster, by an operator or a chart.
  const found = serviceNamed(owner.namespace, owner.service);
  if (found === undefined) return [];
  const { ports: offered, problems } = found;
  const met = offered.find((one) => one.port === port && one.transport === transport);
  const finding = { rule: servicePort.id, at: `${found.path}: spec.ports` };
  const who = `${caller} connects to ${transport} ${port} of Service ${owner.service} (for ${why})`;
  // Where a name leads nowhere, rule service-target says so.
  if (met === undefined && problems.length > 0) return [];
  if (met === undefined) {
    const ports = offered.map((one) => `${one.transport} ${one.port}`).join(', ');
    const reason = `${who}, which offers ${ports === '' ? 'no port' : `only ${ports}`}`;
    return [
      { ...finding, reason, next: 'offer that port, or hand over an endpoint with one that is offered' },
    ];
  }
  if (met.targetPort === undefined || met.targetPort === owner.targetPort) return [];
  return [
    {
      ...finding,
      reason: `${who}, which leads to port ${met.targetPort} of the pods, where the endpoint says ${owner.targetPort}`,
      next: 'let targetPort of the Service and of the endpoint be the same port',
    },
  ];
}
