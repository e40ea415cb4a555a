import { readFileSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { type Scene, writeHosts } from '../harness';

/** Answers the requests for one host. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** What programs need in their environment to trust these hosts. */
export type Trust = Readonly<Record<'SSL_CERT_FILE' | 'GIT_SSL_CAINFO', string>>;

const address = '127.0.0.1';

/**
 * Stands in for hosts of the internet, in this namespace only: their names lead to loopback, where one HTTPS server answers
 * under a certificate for all of them. So addresses, in Applications and in commands, stay as they ship.
 * @param hosts host name to what answers for it
 * @param others names that lead to other addresses of this namespace, by the address
 */
export async function startInternet(
  scene: Scene,
  hosts: Readonly<Record<string, Handler>>,
  others: Readonly<Record<string, readonly string[]>> = {},
): Promise<Trust> {
  const names = Object.keys(hosts);
  const folder = scene.newFolder('internet');
  const { key, certificate } = await selfSigned(scene, folder, names);
  await writeHosts(scene, { [address]: names, ...others });
  const server = createServer({ key, cert: readFileSync(certificate) }, (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const handler = hosts[host];
    if (handler === undefined) response.writeHead(421).end(`${host} is not one of the hosts\n`);
    else handler(request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(443, address, resolve);
  });
  scene.atEnd(() => {
    server.closeAllConnections();
    server.close();
  });
  return { SSL_CERT_FILE: certificate, GIT_SSL_CAINFO: certificate };
}

async function selfSigned(
  scene: Scene,
  folder: string,
  names: readonly string[],
): Promise<{ readonly key: Buffer; readonly certificate: string }> {
  const [key, certificate, config] = ['key.pem', 'certificate.pem', 'openssl.cnf'].map((name) =>
    join(folder, name),
  );
  if (key === undefined || certificate === undefined || config === undefined) throw new Error('no path');
  writeFileSync(
    config,
    [
      '[req]',
      'distinguished_name = name',
      'x509_extensions = extensions',
      'prompt = no',
      '[name]',
      'CN = lab',
      '[extensions]',
      'basicConstraints = critical, CA:TRUE',
      'extendedKeyUsage = serverAuth',
      `subjectAltName = ${names.map((name) => `DNS:${name}`).join(', ')}`,
      '',
    ].join('\n'),
  );
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-config', config];
  await scene.run('openssl', [...args, '-keyout', key, '-out', certificate]);
  return { key: readFileSync(key), certificate };
}
