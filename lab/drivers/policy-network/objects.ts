import type { ApiServer } from '../api-server';
import { type KubeObject, kubeObject } from '../committed';
import { createObject, refusal, resourcesOf } from '../resources';
import { nodeNamed, type PlacedPod, type PolicyCluster, policyNodes } from './cluster';

/**
 * Puts a cluster's nodes, namespaces, pods and policies into an API server. Every pod runs and has its address: that a kubelet
 * would say.
 * @throws with the words of the API server when it refuses one of them
 */
export async function createCluster(api: ApiServer, { pods, policies }: PolicyCluster): Promise<void> {
  const resources = resourcesOf(api);
  const create = async (object: KubeObject) => {
    const answer = await createObject(api, resources, object);
    // Some namespaces Kubernetes makes itself.
    const why = object.kind === 'Namespace' && answer.status === 409 ? undefined : refusal(answer);
    if (why !== undefined) throw new Error(`${object.kind} ${object.metadata.name}: ${why}`);
  };
  const state = async (path: string, status: object) => {
    const answer = await api.ask('PATCH', `${path}/status`, {
      body: { status },
      type: 'application/merge-patch+json',
    });
    const why = refusal(answer);
    if (why !== undefined) throw new Error(`${path}: ${why}`);
  };
  const namespaces = new Map<string, PlacedPod['namespaceLabels']>([
    ...policies.map(({ metadata }) => [metadata.namespace ?? 'default', {}] as const),
    ...pods.map(({ namespace, namespaceLabels }) => [namespace, namespaceLabels] as const),
  ]);
  await Promise.all([
    ...policyNodes.map(async ({ peer }) => {
      await create(object('Node', { name: peer.name }, {}));
      await state(`/api/v1/nodes/${peer.name}`, {
        addresses: [{ type: 'InternalIP', address: peer.address }],
      });
    }),
    ...[...namespaces].map(([name, labels]) => create(object('Namespace', { name, labels }, {}))),
  ]);
  await Promise.all(
    [...namespaces.keys()].map((namespace) =>
      // A controller would make it; pods run as it.
      create(object('ServiceAccount', { name: 'default', namespace }, {})),
    ),
  );
  await Promise.all([
    ...policies.map((policy) => create(policy)),
    ...pods.map(async (pod, index) => {
      const [name, { namespace }] = [`p${index}`, pod];
      await create(object('Pod', { name, namespace, labels: pod.labels }, { spec: specOf(pod) }));
      await state(`/api/v1/namespaces/${namespace}/pods/${name}`, {
        phase: 'Running',
        podIP: pod.address,
        podIPs: [{ ip: pod.address }],
        hostIP: nodeNamed(pod.node).peer.address,
        hostIPs: [{ ip: nodeNamed(pod.node).peer.address }],
      });
    }),
  ]);
}

function object(kind: string, metadata: object, rest: object): KubeObject {
  return kubeObject({ apiVersion: 'v1', kind, metadata, ...rest }, kind);
}

/** A pod that fits every namespace, whatever Pod Security level it enforces. */
function specOf({ node, ports }: PlacedPod): object {
  return {
    nodeName: node,
    automountServiceAccountToken: false,
    containers: [
      {
        name: 'one',
        image: 'registry.example.com/one:1.0.0',
        ports: ports.map(({ name, port, transport }) => ({
          name,
          containerPort: port,
          protocol: transport.toUpperCase(),
        })),
        securityContext: {
          allowPrivilegeEscalation: false,
          capabilities: { drop: ['ALL'] },
          runAsNonRoot: true,
          seccompProfile: { type: 'RuntimeDefault' },
        },
      },
    ],
  };
}
