import * as v from 'valibot';
import { type Parsed, parsedBy, parsePort, refused, type RemoteAddress, shown } from '../../core';

/** Reads the address of an API server. Refuses anything but `https://host` or `https://host:port`. */
export function parseApiServer(written: string): Parsed<RemoteAddress> {
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
