import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scene, waitFor } from '../harness';
import { askDns } from './dns-question';
import { addAddress } from './service-address';

/** A name server outside the cluster. */
export interface UpstreamDns {
  /** Names that it was asked for since it started, one entry a query; those of queries that were answered before the call. */
  readonly asked: () => Promise<readonly string[]>;
}

/**
 * Starts a name server for everything outside: a CoreDNS of its own in the suite's network. It knows some names, says of
 * all others that they do not exist, and writes down every query.
 */
export async function startUpstreamDns(
  scene: Scene,
  addresses: readonly string[],
  names: Readonly<Record<string, string>>,
): Promise<UpstreamDns> {
  for (const address of addresses) await addAddress(scene, address);
  const folder = scene.newFolder('upstream');
  const corefile = join(folder, 'Corefile');
  writeFileSync(
    corefile,
    [
      '.:53 {',
      `    bind ${addresses.join(' ')}`,
      '    log . "asked {name}"',
      ...Object.entries(names).flatMap(([name, address]) => [
        `    template IN A ${name} {`,
        `        answer "{{ .Name }} 60 IN A ${address}"`,
        '    }',
      ]),
      '    template IN ANY . {',
      '        rcode NXDOMAIN',
      '    }',
      '}',
      '',
    ].join('\n'),
  );
  const server = await scene.start({
    name: 'upstream',
    command: scene.program('coredns', 'coredns'),
    args: ['-conf', corefile],
    ready: async () => (await askDns(addresses[0] ?? '', 'ready.invalid')) === 'NXDOMAIN',
  });
  const written = () =>
    [...server.log().matchAll(/asked (\S+)\./g)].map(([, name]) => (name ?? '').toLowerCase());
  let calls = 0;
  return {
    asked: async () => {
      // A query is logged a moment after it was answered; a last one shows when that has happened.
      const last = `last-${++calls}.invalid`;
      await askDns(addresses[0] ?? '', last);
      return waitFor(
        `${last} to be written down`,
        5,
        () => (written().includes(last) ? written() : undefined),
        10,
      );
    },
  };
}
