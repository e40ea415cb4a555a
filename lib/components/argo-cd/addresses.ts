import { parsePort, type Report, shown } from '../../values';

/** Where a program connects to. */
export interface Place {
  readonly host: string;
  readonly port: number;
}

/**
 * Where git clones from. The forms are those of git: `https://host/path`, `ssh://git@host:port/path`, `git@host:path`.
 * The inventory has read the address; what is none of them has been reported there.
 */
export function gitPlace(url: string): Place {
  const [, scheme = 'ssh', host = '*', port] =
    /^(?:(https?|ssh):\/\/)?(?:[^@/]*@)?([^:/]+)(?::(\d+))?(?=[/:]|$)/.exec(url) ?? [];
  const usual = { https: 443, http: 80, ssh: 22 }[scheme] ?? 443;
  return { host: host.toLowerCase(), port: port === undefined ? usual : Number(port) };
}

/** Reads the address of an API server. Reports anything but `https://host` or `https://host:port`. */
export function parseApiServer(written: string, at: string, report: Report): Place {
  const [, host, port = '443'] = /^https:\/\/([a-z0-9.-]+)(?::(\d+))?\/?$/.exec(written) ?? [];
  if (host !== undefined) return { host, port: parsePort(Number(port), at, report) };
  report({
    at,
    reason: `${shown(written)} is no address of an API server`,
    next: 'write it as https://192.0.2.10:6443, as Argo CD knows it',
  });
  return { host: '*', port: 443 };
}
