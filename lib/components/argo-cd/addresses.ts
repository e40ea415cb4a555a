import * as v from 'valibot';
import { type Parsed, parsedBy, parsePort, refused, shown } from '../../core';

/** Where a program connects to. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
}

/**
 * Where git clones from. The forms are those of git: `https://host/path`, `ssh://git@host:port/path`, `git@host:path`.
 * The inventory has read the address; what is none of them has been reported there.
 */
export function gitPlace(url: string): ServerAddress {
  const [, scheme = 'ssh', host = '*', port] =
    /^(?:(https?|ssh):\/\/)?(?:[^@/]*@)?([^:/]+)(?::(\d+))?(?=[/:]|$)/.exec(url) ?? [];
  const usual = { https: 443, http: 80, ssh: 22 }[scheme] ?? 443;
  return { host: host.toLowerCase(), port: port === undefined ? usual : Number(port) };
}

/** Reads the address of an API server. Refuses anything but `https://host` or `https://host:port`. */
export function parseApiServer(written: string): Parsed<ServerAddress> {
  const [, host, number = '443'] = /^https:\/\/([a-z0-9.-]+)(?::(\d+))?\/?$/.exec(written) ?? [];
  if (host === undefined)
    return refused(
      `${shown(written)} is not a valid API server URL`,
      'write it as https://192.0.2.10:6443, as Argo CD knows it',
    );
  const port = parsePort(Number(number));
  return 'refused' in port ? port : { value: { host, port: port.value } };
}

/** The address of an API server. */
export const apiServer = v.pipe(v.string(), parsedBy(parseApiServer), v.title('address of an API server'));
