import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { probeOnce } from './probes';
import type { Container, Probe } from './shapes';

const timing = { periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1 };
const server = createServer((request, response) => {
  response.writeHead(request.url === '/health' ? 200 : 404).end();
});
let port = 0;

beforeAll(
  () =>
    new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        port = portOf(server.address());
        resolve();
      });
    }),
);

afterAll(() => {
  server.close();
});

function portOf(address: AddressInfo | string | null): number {
  return address === null || typeof address === 'string' ? 0 : address.port;
}

function ask(probe: Probe): Promise<void> {
  const container: Container = {
    ...{ name: 'worker', image: 'image', command: ['run'], args: [], env: [], volumeMounts: [] },
    ports: [{ name: 'rest', containerPort: port, protocol: 'TCP' }],
    resources: { limits: {} },
    securityContext: {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    },
  };
  const exec = ([code]: readonly string[]) =>
    Promise.resolve({ code: Number(code), stdout: 'not yet\n', stderr: '' });
  return probeOnce(probe, { address: '127.0.0.1', container, exec });
}

const get = (path: string, where: string | number = 'rest'): Probe => ({
  ...timing,
  httpGet: { path, port: where },
});

test('a probe that is answered passes', async () => {
  await ask(get('/health'));
  await ask({ ...timing, tcpSocket: { port: 'rest' } });
  await ask({ ...timing, exec: { command: ['0'] } });
});

test('a probe that is not says what it asked and what came', async () => {
  await expect(ask(get('/healthz'))).rejects.toThrow(`GET /healthz at port ${port}: 404`);
  await expect(ask(get('/health', 1))).rejects.toThrow('GET /health at port 1: no answer');
  await expect(ask({ ...timing, tcpSocket: { port: 1 } })).rejects.toThrow('port 1 takes no connection');
  await expect(ask({ ...timing, exec: { command: ['3'] } })).rejects.toThrow('3 ended with 3: not yet');
});
