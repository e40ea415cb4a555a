import type { Facts } from '../inventory';
import {
  accepted,
  cidrBounds,
  cidrWithin,
  hostCidr,
  type Outside,
  outsideText,
  parseOutside,
  parsePorts,
  type Report,
} from '../values';
import type { PlannedConnection, PlannedDestination, PlannedWorkload } from './connection';
import type { ShapedPlan } from './plan-shape';

/** Reads where the pods of a component connect to. What cannot be read is reported at its place and left out. */
export function readWorkloads(
  workloads: ShapedPlan['workloads'],
  facts: Facts,
  at: string,
  report: Report,
): readonly PlannedWorkload[] {
  return workloads.map((workload) => ({
    ...workload,
    connects: workload.connects.flatMap((connection, index): PlannedConnection[] => {
      const place = `${at}.workloads.${workload.name}.connects[${index}].to`;
      const to = readDestination(connection.to, facts, place, report);
      return to === undefined ? [] : [{ to, why: connection.why }];
    }),
  }));
}

function readDestination(
  to: ShapedPlan['workloads'][number]['connects'][number]['to'],
  facts: Facts,
  at: string,
  report: Report,
): PlannedDestination | undefined {
  switch (to.kind) {
    case 'endpoint':
    case 'kube-apiserver':
      return to;
    case 'internet': {
      const host = accepted(parseOutside(to.host), `${at}.host`, report);
      const ports = accepted(parsePorts(to.port), `${at}.port`, report);
      if (host === undefined || ports === undefined) return undefined;
      checkOutside(host, facts, `${at}.host`, report);
      return { kind: 'internet', host, ports, transport: to.transport };
    }
    case 'nodes': {
      const ports = accepted(parsePorts(to.port), `${at}.port`, report);
      return ports && { kind: 'nodes', ports, transport: to.transport };
    }
  }
}

/** Reports what is no machine outside: no policy of Cilium matches pods, Services or nodes by address or name. */
function checkOutside(host: Outside, facts: Facts, at: string, report: Report): void {
  const inside = insideOf(host, facts);
  if (inside !== undefined) report({ at, reason: `${outsideText(host)} is ${inside[0]}`, next: inside[1] });
}

const endpoint = "hand over the endpoint of the component that answers there: { kind: 'endpoint', endpoint }";

function insideOf(
  host: Outside,
  { networks, nodes, clusterDomain }: Facts,
): readonly [string, string] | undefined {
  switch (host.kind) {
    case 'anywhere':
      return undefined;
    case 'name':
    case 'pattern': {
      const text = outsideText(host);
      return text.endsWith(`.${clusterDomain}`) || text.endsWith('.svc')
        ? ['a name inside the cluster', endpoint]
        : undefined;
    }
    case 'network': {
      const { cidr } = host;
      if (cidrWithin(cidr, networks.pods.cidr)) return ['in the pod network', endpoint];
      if (cidrWithin(cidr, networks.services.cidr)) return ['in the service network', endpoint];
      const node = nodes.find(({ address }) => hostCidr(address) === cidr);
      if (node !== undefined) return [`the address of node ${node.name}`, "write { kind: 'nodes', port }"];
      return cidrBounds(cidr).first >>> 24 === 127
        ? ['a loopback address, which never leaves the pod', 'write the address of a machine']
        : undefined;
    }
  }
}
