import type { ShapedPlan } from '../component';
import type { Facts } from '../inventory';
import { cidrBounds, cidrWithin, hostCidr, type Outside, outsideText, type Report } from '../values';
import type { PlannedDestination, PlannedWorkload, ShapedDestination } from './connection';

/** Reads where the pods of a component connect to. What is not outside the cluster and is said to be is reported. */
export function readWorkloads(
  workloads: ShapedPlan['workloads'],
  facts: Facts,
  at: string,
  report: Report,
): readonly PlannedWorkload[] {
  return workloads.map((workload) => ({
    ...workload,
    connects: workload.connects.map(({ to, why }, index) => {
      const place = `${at}.workloads.${workload.name}.connects[${index}].to`;
      return { to: readDestination(to, facts, place, report), why };
    }),
  }));
}

/** Reads where a connection goes. */
export function readDestination(
  to: ShapedDestination,
  facts: Facts,
  at: string,
  report: Report,
): PlannedDestination {
  switch (to.kind) {
    case 'endpoint':
    case 'kube-apiserver':
      return to;
    case 'internet': {
      const { port, ...others } = to;
      checkOutside(to.host, facts, `${at}.host`, report);
      return { ...others, ports: port };
    }
    case 'nodes': {
      const { port, ...others } = to;
      return { ...others, ports: port };
    }
  }
}

/** Reports what is not outside the cluster: no policy of Cilium matches pods, Services or nodes by address or name. */
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
