import { readFileSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { join } from 'node:path';
import { freePort, type Scene } from '../harness';
import { ask } from './ask';
import type { Handler } from './internet';

/** A running ACME server. */
export interface Pebble {
  /** Answers for a name of the ACME server, to be served under that name. */
  readonly handler: Handler;
  /** File with the root certificate of what it issues. */
  readonly root: string;
  /** Everything that it has printed. */
  readonly log: () => string;
}

/**
 * Starts Pebble, the ACME server that Let's Encrypt has for tests.
 * @param nameServer address of the name server at which it looks for the records that prove who owns a name
 */
export async function startPebble(scene: Scene, nameServer: string): Promise<Pebble> {
  const folder = scene.newFolder('pebble');
  const file = (name: string) => join(folder, name);
  const [key, certificate, config] = [file('key.pem'), file('certificate.pem'), file('config.json')];
  await scene.run('openssl', [
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=pebble'],
    ...['-addext', 'subjectAltName=IP:127.0.0.1,DNS:pebble', '-keyout', key, '-out', certificate],
  ]);
  const [port, managementPort] = [await freePort(), await freePort()];
  const pebble = {
    listenAddress: `127.0.0.1:${port}`,
    managementListenAddress: `127.0.0.1:${managementPort}`,
    ...{ certificate, privateKey: key, httpPort: 5002, tlsPort: 5001 },
    retryAfter: { authz: 1, order: 1 },
    keyAlgorithm: 'ecdsa',
  };
  writeFileSync(config, JSON.stringify({ pebble }));
  const ca = readFileSync(certificate);
  const agent = new Agent({ ca });
  const get = (at: number, path: string) => ask(agent, '', `https://127.0.0.1:${at}`, 'GET', path);
  const server = await scene.start({
    name: 'pebble',
    command: scene.program('pebble', 'pebble'),
    args: ['-config', config, '-dnsserver', `${nameServer}:53`],
    // It waits up to 15 s before it looks, and refuses some requests at random, so that clients learn to cope.
    env: { PEBBLE_VA_NOSLEEP: '1', PEBBLE_WFE_NONCEREJECT: '0' },
    ready: async () => (await get(port, '/dir')).status === 200,
  });
  const root = file('root.pem');
  writeFileSync(root, String((await get(managementPort, '/roots/0')).body['text']));
  const handler: Handler = (asked, response) => {
    // Let's Encrypt has its directory at another path; all other addresses follow from the name that it is asked by.
    const path = (asked.url ?? '/').replace(/^\/directory$/, '/dir');
    const { method, headers } = asked;
    const inner = request(
      { host: '127.0.0.1', servername: 'pebble', port, agent, method, path, headers },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    inner.on('error', (error) => response.writeHead(502).end(error.message));
    asked.pipe(inner);
  };
  return { handler, root, log: server.log };
}
