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

/**
 * Asks once, as a kubelet does: from the node to the pod's address, or in the container.
 * @throws when it is not well: what was asked, and what came of it
 */
export async function probeOnce(probe: Probe, { address, container, exec }: Probed): Promise<void> {
  const seconds = probe.timeoutSeconds;
  if ('exec' in probe) {
    const { code, stdout, stderr } = await exec(probe.exec.command, seconds);
    if (code !== 0)
      throw new Error(`${probe.exec.command.join(' ')} ended with ${code}: ${`${stdout}${stderr}`.trim()}`);
    return;
  }
  if ('tcpSocket' in probe) {
    const port = portNumber(container, probe.tcpSocket.port);
    if (!(await connects(address, port, seconds))) throw new Error(`port ${port} takes no connection`);
    return;
  }
  const { path, port } = probe.httpGet;
  const asked = `GET ${path} at port ${portNumber(container, port)}`;
  const url = `http://${address}:${portNumber(container, port)}${path}`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(seconds * 1000), redirect: 'manual' }).catch(
    (cause: unknown) => {
      throw new Error(`${asked}: no answer`, { cause });
    },
  );
  if (answer.status < 200 || answer.status >= 400) throw new Error(`${asked}: ${answer.status}`);
}
