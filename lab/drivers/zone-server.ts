import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Scene } from '../harness';
import type { DnsRecord } from './cloudflare';
import { askDns } from './dns-question';
import { addAddress } from './service-address';

/** The name servers of a zone, which know what its account says. */
export interface ZoneServer {
  readonly address: string;
  /** Host name of the zone's name server, as those of Cloudflare are called. */
  readonly name: string;
  /** Takes the records of the account. */
  readonly take: (records: readonly DnsRecord[]) => void;
  /** Names that it was asked for, with the type: `TXT _acme-challenge.shop.example.com`. */
  readonly asked: () => readonly string[];
}

/** Starts a CoreDNS that answers for one zone, and says of all other names that they do not exist. */
export async function startZoneServer(scene: Scene, zone: string, address: string): Promise<ZoneServer> {
  await addAddress(scene, address);
  const folder = scene.newFolder('zone');
  const [corefile, file] = [join(folder, 'Corefile'), join(folder, 'zone')];
  const name = 'ada.ns.cloudflare.com';
  let serial = 0;
  const take = (records: readonly DnsRecord[]): void => {
    const lines = [
      `$ORIGIN ${zone}.`,
      `@ 5 IN SOA ${name}. dns.cloudflare.com. ${++serial} 10000 2400 604800 5`,
      `@ 5 IN NS ${name}.`,
      ...records.map(({ name: owner, type, content }) => `${owner}. 5 IN ${type} ${dataOf(type, content)}`),
    ];
    // CoreDNS reads it at any time, so it has to be whole at any time.
    writeFileSync(`${file}.new`, `${lines.join('\n')}\n`);
    renameSync(`${file}.new`, file);
  };
  take([]);
  writeFileSync(
    corefile,
    [
      `${zone}:53 {`,
      `    bind ${address}`,
      '    log . "asked {type} {name}"',
      `    file ${file} {`,
      '        reload 200ms',
      '    }',
      '}',
      '.:53 {',
      `    bind ${address}`,
      '    template IN ANY . {',
      '        rcode NXDOMAIN',
      '    }',
      '}',
      '',
    ].join('\n'),
  );
  const server = await scene.start({
    name: 'zone-server',
    command: scene.program('coredns', 'coredns'),
    args: ['-conf', corefile],
    ready: async () => (await askDns(address, 'ready.invalid')) === 'NXDOMAIN',
  });
  return {
    ...{ address, name, take },
    asked: () => [...server.log().matchAll(/asked (\S+ \S+)\./g)].map(([, asked]) => asked ?? ''),
  };
}

/** What stands behind the type in a zone file; Cloudflare takes texts with and without quotes, and host names without the last dot. */
function dataOf(type: string, content: string): string {
  if (type === 'TXT') return content.startsWith('"') ? content : `"${content}"`;
  return type === 'CNAME' ? `${content}.` : content;
}
