import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type Scene, type Server, waitFor } from '../harness';
import type { ApiServer } from './api-server';

/** A node that is simulated. */
export interface SimulatedNode {
  readonly name: string;
  readonly address: string;
  readonly labels: Readonly<Record<string, string>>;
}

/** When something is true of an object. */
const is = (key: string, operator: string, ...values: readonly string[]) => ({
  key,
  operator,
  ...(values.length > 0 && { values }),
});
const ready = '.status.conditions.[] | select( .type == "Ready" ) | .status';

const stage = (name: string, kind: string, when: readonly object[], next: object, apiGroup = 'v1') => ({
  apiVersion: 'kwok.x-k8s.io/v1alpha1',
  kind: 'Stage',
  metadata: { name },
  spec: { resourceRef: { apiGroup, kind }, selector: { matchExpressions: when }, next },
});

const nodeStatus = `
conditions:
{{ range NodeConditions }}
- { type: {{ .type | Quote }}, status: {{ .status | Quote }}, reason: {{ .reason | Quote }}, message: {{ .message | Quote }}, lastHeartbeatTime: {{ Now | Quote }}, lastTransitionTime: {{ Now | Quote }} }
{{ end }}
allocatable: { cpu: "64", memory: 256Gi, pods: "500" }
capacity: { cpu: "64", memory: 256Gi, pods: "500" }
phase: Running
`;

const podRunning = `
phase: Running
startTime: {{ Now | Quote }}
{{ with PodIPWith .spec.nodeName ( or .spec.hostNetwork false ) ( or .metadata.uid "" ) ( or .metadata.name "" ) ( or .metadata.namespace "" ) }}
podIP: {{ . | Quote }}
{{ end }}
conditions:
- { type: Initialized, status: "True", lastTransitionTime: {{ Now | Quote }} }
- { type: ContainersReady, status: "True", lastTransitionTime: {{ Now | Quote }} }
- { type: Ready, status: "True", lastTransitionTime: {{ Now | Quote }} }
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: "", ready: true, started: true, restartCount: 0, state: { running: { startedAt: {{ Now | Quote }} } } }
{{ end }}
`;

const podSucceeded = `
phase: Succeeded
containerStatuses:
{{ range .spec.containers }}
- { name: {{ .name | Quote }}, image: {{ .image | Quote }}, imageID: "", ready: false, started: false, restartCount: 0, state: { terminated: { exitCode: 0, reason: Completed, startedAt: {{ Now | Quote }}, finishedAt: {{ Now | Quote }} } } }
{{ end }}
`;

/** An address of a load balancer, as what serves an Ingress reports it. */
const served = 'loadBalancer: { ingress: [{ ip: 192.0.2.240 }] }\n';

/**
 * What a kubelet would report: nodes and pods become ready, the pods of Jobs succeed, deleted pods go. And what serves Ingresses:
 * each has an address.
 */
const stages = [
  stage('node-ready', 'Node', [is(ready, 'NotIn', 'True')], { statusTemplate: nodeStatus }),
  stage(
    'pod-running',
    'Pod',
    [
      is('.metadata.deletionTimestamp', 'DoesNotExist'),
      is('.status.phase', 'In', 'Pending'),
      is('.spec.nodeName', 'Exists'),
    ],
    { statusTemplate: podRunning },
  ),
  stage(
    'pod-succeeded',
    'Pod',
    [
      is('.metadata.deletionTimestamp', 'DoesNotExist'),
      is('.status.phase', 'In', 'Running'),
      is('.metadata.ownerReferences.[].kind', 'In', 'Job'),
    ],
    { statusTemplate: podSucceeded },
  ),
  stage('pod-gone', 'Pod', [is('.metadata.deletionTimestamp', 'Exists')], {
    finalizers: { empty: true },
    delete: true,
  }),
  stage(
    'ingress-served',
    'Ingress',
    [is('.status.loadBalancer.ingress', 'DoesNotExist')],
    { statusTemplate: served },
    'networking.k8s.io/v1',
  ),
];

/**
 * Registers nodes and plays their kubelets: images are not run, pods become ready at once.
 * @returns the process; while it is paused, no pod becomes ready
 */
export async function startKubelets(
  scene: Scene,
  api: ApiServer,
  name: string,
  nodes: readonly SimulatedNode[],
): Promise<Server> {
  const config = join(scene.newFolder(name), 'stages.yaml');
  writeFileSync(config, stages.map((each) => JSON.stringify(each)).join('\n---\n'));
  const server = await scene.start({
    name: `${name}-kwok`,
    command: scene.program('kwok', 'kwok'),
    args: [
      ...['--kubeconfig', api.kubeconfig, '--config', config, '--manage-all-nodes', '--cidr', '10.42.0.0/16'],
      ...['--server-address', `127.0.0.1:${await freePort()}`, '--node-lease-duration-seconds', '40'],
    ],
    ready: () => true,
  });
  for (const node of nodes) {
    const { status, body } = await api.ask('POST', '/api/v1/nodes', {
      body: {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: node.name, labels: { 'kubernetes.io/hostname': node.name, ...node.labels } },
        status: { addresses: [{ type: 'InternalIP', address: node.address }] },
      },
    });
    if (status !== 201) throw new Error(`node ${node.name}: ${String(body['message'])}`);
  }
  await waitFor('the nodes to be ready', 60, async () => {
    const { stdout } = await api.kubectl([
      'get',
      'nodes',
      '-o',
      'jsonpath={.items[*].status.conditions[?(@.type=="Ready")].status}',
    ]);
    return stdout.split(' ').filter((status) => status === 'True').length === nodes.length ? true : undefined;
  });
  return server;
}
