import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { type Scene, type Server, waitFor } from '../harness';
import type { ApiServer } from './api-server';
import { connects } from './connects';
import type { DnsPod } from './dns-pod';
import { makePodNetwork } from './pod-network';
import { refusal } from './resources';
import { apiService } from './service-address';
import { writeVolume } from './volume';

/** What a CoreDNS is started with. */
export interface CoreDnsSpec {
  /** Name of its network namespace. */
  readonly name: string;
  /** Tells its network from the others. */
  readonly number: number;
  readonly pod: DnsPod;
  /** Name server in its `/etc/resolv.conf`. */
  readonly resolver: string;
}

/** A running CoreDNS. */
export interface CoreDns {
  readonly address: string;
  readonly server: Server;
  /** Asks one of its HTTP ports. @returns status and text; status 0 without an answer */
  readonly http: (port: number, path: string) => Promise<{ readonly status: number; readonly text: string }>;
  /** Changes the files of a volume, as the kubelet does when a ConfigMap changes. */
  readonly change: (folder: string, data: Readonly<Record<string, string>>) => void;
}

/**
 * Starts CoreDNS as it runs in its pod: a root folder with nothing in it but the program and the volumes, a network of its
 * own, the pod's user, and the account's token with which it asks the API server at the Service's address. It serves then, and
 * may not be ready.
 */
export async function startCoreDns(scene: Scene, api: ApiServer, spec: CoreDnsSpec): Promise<CoreDns> {
  const { name, number, pod, resolver } = spec;
  const root = scene.newFolder(`${name}-root`);
  // The scratch folder is root's alone, and CoreDNS is not root.
  chmodSync(scene.folder, 0o711);
  await bind(scene, scene.program('coredns', 'coredns'), join(root, 'coredns'));
  mkdirSync(join(root, 'dev'));
  await bind(scene, '/dev/null', join(root, 'dev/null'));
  mkdirSync(join(root, 'etc'));
  writeFileSync(join(root, 'etc/resolv.conf'), `nameserver ${resolver}\n`);
  if (pod.account !== undefined)
    writeVolume(join(root, 'var/run/secrets/kubernetes.io/serviceaccount'), {
      token: await accountToken(api, pod.account),
      'ca.crt': readFileSync(api.certificate, 'utf8'),
      namespace: 'kube-system',
    });
  for (const [folder, data] of Object.entries(pod.volumes)) writeVolume(join(root, folder), data);
  const { address, within } = await makePodNetwork(scene, name, number);
  const [command = '', ...before] = within;
  const http = (port: number, path: string) => get(`http://${address}:${port}${path}`);
  const server = await scene.start({
    name,
    command,
    args: [
      ...[...before, 'chroot', `--userspec=${pod.user}:${pod.group}`, root],
      ...['/coredns', ...pod.args],
    ],
    env: {
      KUBERNETES_SERVICE_HOST: apiService.address,
      KUBERNETES_SERVICE_PORT: String(apiService.port),
    },
    ready: () => connects(address, 53, 1),
    limit: 30,
  });
  // Only then has it taken note of its files: a change before that goes unnoticed for ever.
  await waitFor(
    `${name} to say its version`,
    10,
    () => (server.log().includes('CoreDNS-') ? true : undefined),
    50,
  );
  return {
    address,
    server,
    http,
    change: (folder, data) => {
      writeVolume(join(root, folder), data);
    },
  };
}

async function bind(scene: Scene, from: string, to: string): Promise<void> {
  writeFileSync(to, '');
  await scene.run('mount', ['--bind', from, to]);
  scene.atEnd(async () => {
    await scene.run('umount', ['--lazy', to]);
  });
}

async function get(url: string): Promise<{ readonly status: number; readonly text: string }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

const tokenShape = v.object({ status: v.object({ token: v.string() }) });

/** A token such as the kubelet asks for when a pod starts. */
async function accountToken(api: ApiServer, account: string): Promise<string> {
  const path = `/api/v1/namespaces/kube-system/serviceaccounts/${account}/token`;
  const body = {
    apiVersion: 'authentication.k8s.io/v1',
    kind: 'TokenRequest',
    spec: { expirationSeconds: 3600 },
  };
  const answer = await api.ask('POST', path, { body });
  const why = refusal(answer);
  if (why !== undefined) throw new Error(`token of ${account}: ${why}`);
  return v.parse(tokenShape, answer.body).status.token;
}
