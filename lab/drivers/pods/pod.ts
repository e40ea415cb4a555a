import { type Ran, type RunOptions, type Scene, type Server, waitFor } from '../../harness';
import { probeOnce } from './probes';
import { childOf } from './process';
import { asContainer, type RootSpec } from './root';

/** Any exit code. */
export const anyCode: readonly number[] = Array.from({ length: 256 }, (_, code) => code);

/** What a pod is started from. */
export interface PodSpec {
  /** Tells this run of it from others. */
  readonly run: string;
  readonly address: string;
  readonly root: RootSpec;
  /** Command that runs its container. */
  readonly command: string;
  readonly args: readonly string[];
}

/** A pod that runs. */
export interface Pod {
  readonly name: string;
  readonly address: string;
  /** Everything that this run of it has printed. */
  readonly log: () => string;
  /** Waits until its startup probe and then its readiness probe are answered. @returns seconds since it was started */
  readonly ready: () => Promise<number>;
  /** Runs a command in its container, as `kubectl exec` does. */
  readonly exec: (command: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Asks one of its probes once. @throws when it is not answered as it should be */
  readonly probe: (kind: ProbeKind) => Promise<void>;
  /** Ends it as a kubelet does: SIGTERM to its first process. @throws when it does not end within its grace period */
  readonly stop: () => Promise<void>;
  /** Ends it without a word, as a power cut does. */
  readonly kill: () => Promise<void>;
}

type ProbeKind = 'startup' | 'readiness' | 'liveness';

/** Starts a container, and does not wait until it is ready. */
export async function startPod(scene: Scene, spec: PodSpec): Promise<Pod> {
  const { run, address, root, command, args } = spec;
  const { pod: name, workload } = root;
  const { container } = workload;
  const started = performance.now();
  const server: Server = await scene.start({ name: run, command, args, ready: () => true });
  const first = await waitFor(`the first process of ${run}`, 10, () => childOf(server.pid), 20);
  // What made its namespaces takes no SIGTERM, and the end of the scene has no time for a grace period.
  scene.atEnd(() => {
    if (server.running()) process.kill(first, 'SIGKILL');
  });
  const exec = (asked: readonly string[], options?: RunOptions): Promise<Ran> =>
    scene.run(
      'nsenter',
      [
        ...['--target', String(first), '--mount', '--uts', '--net', '--pid', '--root', '--wd'],
        ...asContainer(root, asked),
      ],
      options,
    );
  const ask = async (kind: ProbeKind): Promise<void> => {
    const probe = container[`${kind}Probe`];
    if (probe === undefined) throw new Error(`${name} has no ${kind} probe`);
    const inside = (asked: readonly string[], limit: number) => exec(asked, { limit, codes: anyCode });
    await probeOnce(probe, { address, container, exec: inside }).catch((cause: unknown) => {
      throw new Error(`the ${kind} probe of ${name} fails: ${String(cause)}`, { cause });
    });
  };
  const answered = (kind: ProbeKind, seconds: number) =>
    waitFor(`${run} to be well`, seconds, async () => {
      if (!server.running()) return 'ended';
      await ask(kind);
      return 'well';
    }).then((how) => {
      if (how === 'ended') throw new Error(`${run} ended`);
    });
  const ended = async (how: string, seconds: number) => {
    await waitFor(`${run} to end ${how}`, seconds, () => (server.running() ? undefined : true), 20);
    // An end that was asked for is none that explains a later failure.
    await server.stop();
  };
  return {
    name,
    address,
    log: server.log,
    exec,
    probe: ask,
    ready: async () => {
      const { startupProbe: startup } = container;
      const patience = startup === undefined ? 0 : startup.failureThreshold * startup.periodSeconds;
      try {
        await answered('startup', Math.min(patience, 240));
        await answered('readiness', 90);
      } catch (error) {
        // When it has ended, this tells of it.
        if (!server.running()) await server.stop();
        throw new Error(`${String(error)}\n${gist(server.log())}`, { cause: error });
      }
      return (performance.now() - started) / 1000;
    },
    stop: async () => {
      process.kill(first, 'SIGTERM');
      await ended(
        `on SIGTERM to its first process, ${container.command.join(' ')}`,
        workload.spec.terminationGracePeriodSeconds,
      );
    },
    kill: async () => {
      if (server.running()) process.kill(first, 'SIGKILL');
      await ended('on SIGKILL', 10);
    },
  };
}

/** What a log says of a failure: its first error with what follows, which a shutdown buries, and its end. */
function gist(text: string): string {
  const lines = text.trimEnd().split('\n');
  const error = lines.findIndex((line) => /\b(?:ERROR|FATAL)\b/.test(line));
  const end = lines.slice(-15);
  if (error === -1 || error >= lines.length - 15) return end.join('\n');
  return [...lines.slice(error, error + 10), '…', ...end].join('\n');
}
