import { readFileSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { freePort, memoryFolder, type Ran, type RunOptions, type Scene, type Server } from '../harness';
import { type Answer, type Asked, ask } from './ask';
import { startEtcd } from './etcd';

/** A running API server with its etcd, and an administrator's ways to it. */
export interface ApiServer {
  readonly url: string;
  /** File that makes kubectl and others an administrator. */
  readonly kubeconfig: string;
  /** Asks the API as an administrator. */
  readonly ask: (method: string, path: string, asked?: Asked) => ReturnType<typeof ask>;
  /** Runs kubectl as an administrator. */
  readonly kubectl: (args: readonly string[], options?: RunOptions) => Promise<Ran>;
  /** Files that other control-plane parts need. */
  readonly serviceAccountKey: string;
  readonly certificate: string;
  readonly server: Server;
  readonly stop: () => Promise<void>;
}

/** Where an API server listens: an address of this network namespace, and a port. */
export interface ApiAddress {
  readonly address: string;
  readonly port: number;
}

const token = 'administrator';

/**
 * Starts etcd and kube-apiserver, empty. Pod Security admission is on, as it is by default.
 *
 * One start in some hundreds is never ready, though its log shows no error. A second start follows, so that the claims are not
 * lost: they are about what ships, and not about how the API server starts.
 * @param name tells several apart
 * @param at where it listens. @default a free port of the loopback address
 * @throws when neither start is ready in time; the message has the checks that `/readyz` reports as failed
 */
export async function startApiServer(scene: Scene, name = 'api-server', at?: ApiAddress): Promise<ApiServer> {
  return startOnce(scene, name, at).catch((error: unknown) => {
    console.error(`starting the API server a second time: ${String(error).split('\n', 1).join('')}`);
    return startOnce(scene, `${name}-second`, at);
  });
}

async function startOnce(scene: Scene, name: string, at?: ApiAddress): Promise<ApiServer> {
  const etcd = await startEtcd(scene, `${name}-etcd`);
  const folder = scene.newFolder(name);
  const { address, port } = at ?? { address: '127.0.0.1', port: await freePort() };
  const serviceAccountKey = join(folder, 'service-accounts.pem');
  await scene.run('openssl', ['genrsa', '-out', serviceAccountKey, '2048']);
  const tokens = join(folder, 'tokens.csv');
  writeFileSync(tokens, `${token},administrator,administrator,system:masters\n`);
  const certificate = join(folder, 'apiserver.crt');
  const url = `https://${address}:${port}`;
  let agent: Agent | undefined;
  const trusting = () =>
    (agent ??= new Agent({ ca: readFileSync(certificate), keepAlive: true, maxSockets: 16 }));
  const server = await scene
    .start({
      name,
      command: scene.program('kubernetes', 'kube-apiserver'),
      args: [
        ...['--etcd-servers', etcd.url, '--secure-port', String(port), '--bind-address', address],
        ...['--advertise-address', address, '--external-hostname', address, '--cert-dir', folder],
        ...['--service-cluster-ip-range', '10.43.0.0/16', '--allow-privileged=true'],
        ...['--token-auth-file', tokens, '--authorization-mode', 'RBAC,Node'],
        ...['--service-account-issuer', 'https://kubernetes.default.svc'],
        ...[
          '--service-account-key-file',
          serviceAccountKey,
          '--service-account-signing-key-file',
          serviceAccountKey,
        ],
        ...['--endpoint-reconciler-type', 'none'],
      ],
      // A third less memory for a few more collections: several suites share the machine.
      env: { GOGC: '50' },
      ready: async () => isReady(await ask(trusting(), token, url, 'GET', '/readyz?verbose')),
    })
    .catch(async (error: unknown) => {
      await etcd.stop();
      agent?.destroy();
      throw error;
    });
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, kubeconfigText(url, certificate));
  return {
    url,
    kubeconfig,
    serviceAccountKey,
    certificate,
    server,
    ask: (method, path, asked) => ask(trusting(), token, url, method, path, asked),
    kubectl: (args, options = {}) =>
      scene.run(scene.program('kubernetes', 'kubectl'), args, {
        ...options,
        env: { KUBECONFIG: kubeconfig, HOME: memoryFolder, ...options.env },
      }),
    stop: async () => {
      await server.stop(2);
      await etcd.stop();
      agent?.destroy();
    },
  };
}

/** @throws when the server is not ready, with the checks that failed */
function isReady({ status, body }: Answer): boolean {
  if (status === 200) return true;
  const checks = typeof body['text'] === 'string' ? body['text'].split('\n') : [JSON.stringify(body)];
  const failed = checks.filter((line) => !line.startsWith('[+]'));
  throw new Error(`/readyz answers ${status}: ${failed.join('; ')}`);
}

/** A kubeconfig whose namespace is `default`. */
function kubeconfigText(url: string, certificate: string): string {
  return `${JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'lab', cluster: { server: url, 'certificate-authority': certificate } }],
    users: [{ name: 'administrator', user: { token } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'administrator' } }],
    'current-context': 'lab',
  })}\n`;
}
