import type { Ran } from '../../harness';
import { connects } from '../connects';
import type { Container, Probe } from './shapes';
import { portNumber } from './template';

/** Where a probe asks. */
export interface Probed {
  readonly address: string;
  readonly container: Container;
  /** Runs a command in the container; any exit code is an answer. */
  readonly exec: (command: readonly string[], limit: number) => Promise<Ran>;
}

/** Asks once, as a kubelet does: from the node to the pod's address, or in the container. @returns whether it is well */
export async function probeOnce(probe: Probe, { address, container, exec }: Probed): Promise<boolean> {
  const seconds = probe.timeoutSeconds;
  if ('exec' in probe)
    return exec(probe.exec.command, seconds).then(
      ({ code }) => code === 0,
      () => false,
    );
  if ('tcpSocket' in probe) return connects(address, portNumber(container, probe.tcpSocket.port), seconds);
  const { path, port } = probe.httpGet;
  const url = `http://${address}:${portNumber(container, port)}${path}`;
  return fetch(url, { signal: AbortSignal.timeout(seconds * 1000), redirect: 'manual' }).then(
    ({ status }) => status >= 200 && status < 400,
    () => false,
  );
}
