import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, type Scene, type Server } from '../harness';
import { toolPath } from '../programs';
import type { ApiServer } from './api-server';
import { connects } from './connects';
import type { Trust } from './internet';

/** Argo CD's running parts. */
export interface ArgoCd {
  readonly controller: Server;
  readonly repoServer: Server;
  readonly applicationSets: Server;
  readonly stop: () => Promise<void>;
}

/**
 * Starts Argo CD beside the API server: repo server, application controller, ApplicationSet controller and redis. Its
 * configuration is what the namespace `argocd` holds, as in a cluster.
 * @param trust makes it trust the hosts that take the place of the internet
 */
export async function startArgoCd(scene: Scene, api: ApiServer, name: string, trust: Trust): Promise<ArgoCd> {
  const folder = scene.newFolder(`${name}-argo-cd`);
  const [redisPort, repoPort] = [await freePort(), await freePort()];
  const redis = await scene.start({
    name: `${name}-redis`,
    command: toolPath('redis'),
    args: [
      '--port',
      String(redisPort),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      'no',
      '--dir',
      folder,
    ],
    ready: () => answers(redisPort),
  });
  const programs = await helpersOf(scene, folder);
  const environment = {
    ...trust,
    PATH: `${programs}:${process.env['PATH'] ?? ''}`,
    HOME: folder,
    TMPDIR: scene.newFolder(`${name}-argo-cd/tmp`),
    KUBECONFIG: api.kubeconfig,
    // A third less memory for a few more collections: several suites share the machine.
    GOGC: '50',
    // Otherwise the destination https://kubernetes.default.svc is taken for an unreachable one.
    ARGOCD_FAKE_IN_CLUSTER: 'true',
    ARGOCD_GPG_ENABLED: 'false',
    ARGOCD_TLS_DATA_PATH: scene.newFolder(`${name}-argo-cd/tls`),
    ARGOCD_SSH_DATA_PATH: scene.newFolder(`${name}-argo-cd/ssh`),
  };
  const part = (program: string, args: readonly string[], ready: () => Promise<boolean> | boolean) =>
    scene.start({
      name: `${name}-${program}`,
      command: scene.program('argo-cd', 'cmd'),
      args,
      cwd: folder,
      env: { ...environment, ARGOCD_BINARY_NAME: program },
      ready,
      limit: 90,
    });
  const common = ['--loglevel', 'info', '--logformat', 'text'];
  const repoServer = await part(
    'argocd-repo-server',
    [
      ...['--address', '127.0.0.1', '--port', String(repoPort), '--metrics-address', '127.0.0.1'],
      ...['--metrics-port', String(await freePort()), '--disable-tls', '--client-ca-path', ''],
      // Each one runs Helm, which takes a hundred MiB; two cores have no use for more.
      ...['--parallelismlimit', '2'],
      ...['--redis', `127.0.0.1:${redisPort}`, ...common],
    ],
    () => answers(repoPort),
  );
  const metricsPort = await freePort();
  const probes = await freePort();
  const repository = `127.0.0.1:${repoPort}`;
  const [controller, applicationSets] = await Promise.all([
    part(
      'argocd-application-controller',
      [
        ...['--kubeconfig', api.kubeconfig, '--namespace', 'argocd', '--repo-server', repository],
        ...[
          '--repo-server-plaintext',
          '--redis',
          `127.0.0.1:${redisPort}`,
          '--metrics-port',
          String(metricsPort),
        ],
        // Definitions carry no mark of their Application, so no watch reports when they are served; a sync that waits for
        // them goes on at the next look, every two minutes in a cluster.
        ...['--app-resync', '10', '--app-resync-jitter', '0', ...common],
      ],
      () => answers(metricsPort),
    ),
    part(
      'argocd-applicationset-controller',
      [
        ...['--kubeconfig', api.kubeconfig, '--namespace', 'argocd', '--argocd-repo-server', repository],
        ...['--repo-server-plaintext', '--enable-progressive-syncs', '--enable-leader-election=false'],
        ...['--metrics-addr', `127.0.0.1:${await freePort()}`, '--probe-addr', `127.0.0.1:${probes}`],
        ...['--webhook-addr', `127.0.0.1:${await freePort()}`, ...common],
      ],
      () => answers(probes),
    ),
  ]);
  return {
    controller,
    repoServer,
    applicationSets,
    stop: async () => {
      await Promise.all([controller, applicationSets, repoServer, redis].map((server) => server.stop(3)));
    },
  };
}

/** Programs that Argo CD's image has and this machine may not. */
async function helpersOf(scene: Scene, folder: string): Promise<string> {
  const programs = join(folder, 'bin');
  await scene.run('mkdir', ['-p', programs]);
  await scene.run('ln', ['-sfn', scene.program('helm', 'helm'), join(programs, 'helm')]);
  const script = (name: string, text: string) => {
    writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(programs, name), 0o755);
  };
  // Signatures are not checked here.
  script('git-verify-wrapper.sh', 'exit 0');
  // kubectl has kustomize in it.
  const kubectl = scene.program('kubernetes', 'kubectl');
  script(
    'kustomize',
    `case "$1" in version) echo v5.6.0 ;; build) shift; exec ${kubectl} kustomize "$@" ;; *) exit 1 ;; esac`,
  );
  return programs;
}

/** Whether something listens on a port of the loopback address. */
function answers(port: number): Promise<boolean> {
  return connects('127.0.0.1', port, 1);
}
