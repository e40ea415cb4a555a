import * as v from 'valibot';
import type { Endpoint } from '../inventory';
import {
  type Parsed,
  parsedBy,
  parseShape,
  partsOf,
  type PortRange,
  type Problem,
  problemText,
  refused,
  shown,
  type Transport,
} from '../values';
import { type Connection, connectionShape, endpointShape } from './workload';

/** What a person lists as a connection: what listens, or a connection with its reason. */
export type Connects = Endpoint | Connection;

/**
 * A connection to machines outside the cluster.
 * @param host a name (`api.example.com`), a pattern (`*.example.com`), an address, a network, or `*` for everything outside
 * @param why what for, in a few words; reviewers read it beside the rule that opens it
 * @example internet('api.example.com', 443, 'payments')
 */
export function internet(
  host: string,
  port: number | PortRange,
  why: string = `reach ${host}`,
  transport: Transport = 'tcp',
): Connection {
  return { to: { kind: 'internet', host, port, transport }, why };
}

/** A connection to the API of Kubernetes. */
export function kubernetesApi(why: string): Connection {
  return { to: { kind: 'kube-apiserver' }, why };
}

/** A connection to what listens, with a reason of your own. */
export function connectTo(endpoint: Endpoint, why: string): Connection {
  return { to: { kind: 'endpoint', endpoint }, why };
}

/** Reads what a person lists as a connection. */
export function parseConnects(written: unknown): Parsed<Connection> {
  const parts = partsOf(written);
  if (parts.is !== 'object') return refused(`found ${shown(written)}`, forms);
  const isConnection = parts.entries.has('to');
  const problems: Problem[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  if (isConnection) {
    // It is read once more, by the shape of the plan that it becomes a part of: what was written is handed on.
    if (parseShape(connectionShape, written, '', report) !== undefined && isWritten(written))
      return { value: written };
  } else {
    const endpoint = parseShape(endpointShape, written, '', report);
    if (endpoint !== undefined) return { value: connectTo(endpoint, ownerText(endpoint)) };
  }
  const [first] = problems;
  return refused(
    first === undefined ? `found ${shown(written)}` : `is not a connection (${problemText(first)})`,
    forms,
  );
}

function isWritten(value: unknown): value is Connection {
  return typeof value === 'object' && value !== null;
}

function ownerText({ protocol, owner }: Endpoint): string {
  return `use ${protocol} of ${owner.kind === 'component' ? owner.component : owner.host}`;
}

const forms =
  "list an endpoint that another component hands over, internet('api.example.com', 443), or kubernetesApi('watch pods')";

/** What pods connect to, as people list it. */
export const connects = v.array(
  v.pipe(
    v.custom<Connects>(() => true, forms),
    parsedBy<Connects, Connection>(parseConnects),
    v.title('endpoint or connection'),
  ),
);
