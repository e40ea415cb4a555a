import { Resolver } from 'node:dns/promises';
import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import type { CoreDns } from './core-dns';

/** Kinds of records that are asked for. */
export type RecordType = 'A' | 'AAAA' | 'PTR' | 'SRV' | 'TXT';

const failure = v.object({ code: v.string() });

/**
 * Asks a name server.
 * @returns each record as text, sorted; or why there is none: `NXDOMAIN`, `NODATA` (the name exists, without such a
 * record), `SERVFAIL`, `REFUSED`, `TIMEOUT`
 */
export async function askDns(
  server: string,
  name: string,
  type: RecordType = 'A',
): Promise<readonly string[] | string> {
  // One for each question: a resolver keeps answers.
  const resolver = new Resolver({ timeout: 1500, tries: 2 });
  resolver.setServers([server]);
  try {
    return [...(await recordsOf(resolver, name, type))].sort();
  } catch (error) {
    const { code } = v.parse(failure, error);
    return words[code] ?? code;
  }
}

async function recordsOf(resolver: Resolver, name: string, type: RecordType): Promise<readonly string[]> {
  switch (type) {
    case 'A':
      return resolver.resolve4(name);
    case 'AAAA':
      return resolver.resolve6(name);
    case 'PTR':
      return resolver.resolvePtr(name);
    case 'SRV':
      return (await resolver.resolveSrv(name)).map((record) => `${record.name}:${record.port}`);
    case 'TXT':
      return (await resolver.resolveTxt(name)).map((parts) => parts.join(''));
  }
}

/** What Node calls the answers of a name server. */
const words: Readonly<Record<string, string>> = {
  ENOTFOUND: 'NXDOMAIN',
  ENODATA: 'NODATA',
  ESERVFAIL: 'SERVFAIL',
  EREFUSED: 'REFUSED',
  ETIMEOUT: 'TIMEOUT',
};

/** The name under which an IPv4 address is looked up in reverse. */
export function reverseNameOf(address: string): string {
  return `${address.split('.').reverse().join('.')}.in-addr.arpa`;
}

/**
 * Asks for what is expected, whatever the order of its records.
 * @returns what is wrong with the answer; undefined when it is the expected one
 */
export async function wrongAnswer(
  { address, server }: CoreDns,
  name: string,
  type: RecordType,
  expected: readonly string[] | string,
): Promise<string | undefined> {
  const answer = await askDns(address, name, type);
  const wanted = typeof expected === 'string' ? expected : [...expected].sort();
  if (isDeepStrictEqual(answer, wanted)) return undefined;
  return `${server.name}: ${type} ${name} is ${String(answer)}; expected ${String(wanted)}`;
}

/** @throws when the answer is another one than expected */
export async function expectAnswer(
  dns: CoreDns,
  name: string,
  type: RecordType,
  expected: readonly string[] | string,
): Promise<void> {
  const wrong = await wrongAnswer(dns, name, type, expected);
  if (wrong !== undefined) throw new Error(wrong);
}
