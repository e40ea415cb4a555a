import { addressAt, cidrBounds, ipv4FromNumber, prefixLength } from '../../../lib/values';
import { apiService } from '../service-address';
import { machines, nodeNamed, type PolicyCluster, type PolicyNode, policyNodes } from './cluster';

/** What makes the network namespaces of a cluster, as lines for `ip -batch` and `bridge -batch`. */
interface Layout {
  /** Everything that is a namespace. */
  readonly namespaces: readonly string[];
  /** In the namespace of the suite. */
  readonly wires: readonly string[];
  readonly inside: readonly {
    readonly namespace: string;
    readonly lines: readonly string[];
    /** Where the tunnel's peers are. */
    readonly peers?: readonly string[];
  }[];
}

/** Name of the namespace of the machine outside. */
export const outsideNamespace = 'outside';

/** Name of the namespace of a pod. @param index its place among the pods of the cluster */
export const podNamespace = (index: number) => `pod${index}`;

/** What of Flannel and k3s matters to policies: a bridge for the pods of a node, and VXLAN between the nodes. */
export function policyLayout({ pods, outside }: PolicyCluster): Layout {
  const names = [...policyNodes.map(({ peer }) => peer.name), outsideNamespace];
  const length = prefixLength(machines.network);
  return {
    namespaces: [...names, ...pods.map((_, index) => podNamespace(index))],
    wires: [
      'link add wire type bridge',
      `address add ${machines.api}/${length} dev wire`,
      'link set wire up',
      ...names.flatMap((name, index) => [
        `link add w${index} type veth peer name eth0 netns ${name}`,
        `link set w${index} master wire up`,
      ]),
    ],
    inside: [
      ...policyNodes.map((node) => ({
        namespace: node.peer.name,
        lines: [
          ...nodeLines(node),
          ...pods.flatMap((pod, index) =>
            pod.node === node.peer.name
              ? [
                  `link add p${index} type veth peer name eth0 netns ${podNamespace(index)}`,
                  `link set p${index} master cni0 up`,
                  `link set p${index} type bridge_slave hairpin on`,
                ]
              : [],
          ),
        ],
        peers: others(node).map(
          (peer) => `fdb append ${tunnelMac(peer)} dev flannel.1 dst ${peer.peer.address}`,
        ),
      })),
      {
        namespace: outsideNamespace,
        lines: [
          'link set lo up',
          `address add ${machines.outside}/${length} dev eth0`,
          'link set eth0 up',
          ...outside.map((address) => `address add ${address}/32 dev lo`),
          ...policyNodes.map(({ peer, pods: its }) => `route add ${its} via ${peer.address}`),
        ],
      },
      ...pods.map((pod, index) => {
        const { pods: its } = nodeNamed(pod.node);
        return {
          namespace: podNamespace(index),
          lines: [
            'link set lo up',
            `address add ${pod.address}/${prefixLength(its)} dev eth0`,
            'link set eth0 up',
            `route add default via ${addressAt(its, 1)}`,
          ],
        };
      }),
    ],
  };
}

function nodeLines(node: PolicyNode): readonly string[] {
  const { peer, pods } = node;
  return [
    'link set lo up',
    `address add ${peer.address}/${prefixLength(machines.network)} dev eth0`,
    'link set eth0 up',
    `route add default via ${machines.outside}`,
    `route add ${apiService.address} via ${machines.api}`,
    'link add cni0 type bridge',
    `address add ${addressAt(pods, 1)}/${prefixLength(pods)} dev cni0`,
    'link set cni0 up',
    `link add flannel.1 address ${tunnelMac(node)} type vxlan id 1 local ${peer.address} dev eth0 dstport 8472 nolearning`,
    `address add ${tunnelAddress(node)}/32 dev flannel.1`,
    'link set flannel.1 up',
    ...others(node).flatMap((other) => [
      `neighbour add ${tunnelAddress(other)} lladdr ${tunnelMac(other)} dev flannel.1 nud permanent`,
      `route add ${other.pods} via ${tunnelAddress(other)} dev flannel.1 onlink`,
    ]),
  ];
}

function others(node: PolicyNode): readonly PolicyNode[] {
  return policyNodes.filter((other) => other !== node);
}

/** Flannel gives its device the first address of the node's share. */
function tunnelAddress({ pods }: PolicyNode) {
  return ipv4FromNumber(cidrBounds(pods).first);
}

function tunnelMac(node: PolicyNode): string {
  return `02:42:00:00:00:0${policyNodes.indexOf(node) + 1}`;
}
