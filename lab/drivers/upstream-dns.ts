import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Resolver } from 'node:dns/promises';
import type { Scene } from '../harness';
import { addAddress } from './service-address';

/** A name server outside the cluster. */
export interface UpstreamDns {
  /** Names that it was asked for since it started, one entry a query. */
  readonly asked: () => readonly string[];
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
  const resolver = new Resolver({ timeout: 500, tries: 1 });
  resolver.setServers([...addresses]);
  const server = await scene.start({
    name: 'upstream',
    command: scene.program('coredns', 'coredns'),
    args: ['-conf', corefile],
    ready: async () => (await resolver.resolve4(Object.keys(names)[0] ?? '.')).length > 0,
  });
  return {
    asked: () => [...server.log().matchAll(/asked (\S+)\./g)].map(([, name]) => (name ?? '').toLowerCase()),
  };
}
