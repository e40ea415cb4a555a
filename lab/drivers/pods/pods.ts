import { join } from 'node:path';
import type { Scene } from '../../harness';
import type { FindImage } from './image';
import { hostsLines, type PlacedPod } from './names';
import type { PodNetwork } from './network';
import { anyCode, type Pod, startPod } from './pod';
import { type RootSpec, writeRootScript } from './root';
import { asksForPods, readWorkload } from './template';
import { makeVolumes, type VolumeSources } from './volumes';

/** What pods are run from. */
export interface PodsSpec extends VolumeSources {
  /** Tells several apart. */
  readonly name: string;
  readonly network: PodNetwork;
  readonly image: FindImage;
}

/** How a Job ended. */
export interface JobRun {
  readonly succeeded: boolean;
  /** What each of its pods printed, and its exit code. */
  readonly tries: readonly { readonly code: number; readonly output: string }[];
}

/** Seconds that a Job gets here at most: what it waits for is there, so a Job that runs longer never ends. */
const patience = 240;

/** Runs pods from Kubernetes objects, as a kubelet would as far as it matters to what is in them. */
export interface Pods {
  /** Names of a workload's pods, in order. */
  readonly of: (kind: 'StatefulSet' | 'Deployment', name: string) => readonly string[];
  /** Starts a pod under its name, on the volumes that it had before. */
  readonly start: (name: string) => Promise<Pod>;
  /**
   * Runs a Job to its end.
   * @param tries how many at most; as many as it asks for unless given
   * @throws when a try does not end, with what it printed
   */
  readonly runJob: (name: string, tries?: number) => Promise<JobRun>;
  /** Folder in which everything of a pod lies. Its claims are in `claims`, its other volumes in `volumes`. */
  readonly folder: (pod: string) => string;
  /** Address of a pod. */
  readonly address: (pod: string) => string;
}

/** Gives the pods of a set of objects a place: an address, a network namespace, and the names of all. */
export async function openPods(scene: Scene, spec: PodsSpec): Promise<Pods> {
  const { network, objects } = spec;
  const folder = scene.newFolder(`pods-${spec.name}`);
  const placed: readonly PlacedPod[] = objects
    .filter(asksForPods)
    .map(readWorkload)
    .flatMap((workload) => workload.pods.map((name) => ({ name, workload })))
    .map((pod, number) => ({ ...pod, address: network.address(number) }));
  const inside = new Map<string, readonly string[]>();
  for (const { name, address } of placed)
    inside.set(name, await network.join(`${spec.name}-${name}`, address));
  const names = hostsLines(objects, placed);
  const runs = new Map<string, number>();

  const find = (wanted: string): PlacedPod => {
    const found = placed.find(({ name }) => name === wanted);
    if (found === undefined) throw new Error(`no object asks for a pod ${wanted}`);
    return found;
  };

  /** Makes the volumes and the root of a pod, and the command that runs its container. */
  const make = ({ name, address, workload }: PlacedPod) => {
    const { container, namespace } = workload;
    const home = join(folder, name);
    const volumes = makeVolumes(workload, home, spec);
    const image = spec.image(container.image);
    const fields = { 'metadata.name': name, 'metadata.namespace': namespace, 'status.podIP': address };
    const own = container.env.map((entry): [string, string] => [
      entry.name,
      'value' in entry ? entry.value : fields[entry.valueFrom.fieldRef.fieldPath],
    ]);
    const hosts = ['127.0.0.1 localhost', '::1 localhost', `${address} ${name}`, ...names, ''].join('\n');
    const env = { ...image.env, HOSTNAME: name, ...Object.fromEntries(own) };
    const root: RootSpec = { workload, image, pod: name, volumes, hosts, env };
    const run = (runs.get(name) ?? 0) + 1;
    runs.set(name, run);
    const [command = '', ...within] = inside.get(name) ?? [];
    const apart = ['unshare', '--mount', '--uts', '--pid', '--fork', '--kill-child'];
    const args = [...within, ...apart, 'sh', writeRootScript(home, root)];
    return { run: `${spec.name}-${name}.${run}`, address, root, command, args };
  };

  const runJob = async (name: string, most?: number): Promise<JobRun> => {
    const pod = find(`${name}-lab0`);
    const { backoffLimit, deadline } = pod.workload;
    const tries: { readonly code: number; readonly output: string }[] = [];
    for (let number = 0; number < (most ?? backoffLimit + 1); number++) {
      const { command, args } = make(pod);
      // Both outputs go into one log, in the order in which they were written.
      // timeout ends all processes of the group; the container would outlive what made its namespaces.
      const limit = Math.min(deadline, patience);
      const bounded = ['--signal=KILL', String(limit), 'sh', '-c', 'exec "$@" 2>&1', 'sh', command, ...args];
      const ran = await scene
        .run('timeout', bounded, { limit: limit + 10, codes: anyCode })
        .catch((cause: unknown) => {
          const [, printed = ''] = String(cause).split(/\n(.*)/s);
          throw new Error(`Job ${name} does not end within ${limit} s:\n${printed}`, { cause });
        });
      tries.push({ code: ran.code, output: ran.stdout });
      if (ran.code === 0) return { succeeded: true, tries };
    }
    return { succeeded: false, tries };
  };

  return {
    of: (kind, name) =>
      placed
        .filter(({ workload }) => workload.kind === kind && workload.name === name)
        .map((pod) => pod.name),
    start: (name) => startPod(scene, make(find(name))),
    runJob,
    folder: (pod) => join(folder, find(pod).name),
    address: (pod) => find(pod).address,
  };
}
