import { claimKind } from '../inventory';
import { label } from '../values';

/** Where a program connects to. */
export interface RemoteAddress {
  readonly host: string;
  readonly port: number;
}

const usualPorts: Readonly<Record<string, number>> = { https: 443, http: 80, ssh: 22 };

/**
 * Where an address leads: that of a repository of git (`https://host/path`, `ssh://git@host:port/path`, `git@host:path`) or of
 * charts (`https://host`, `host:port/path` of a registry). The inventory and the props have read it, and reported what is neither.
 * @param usual the port where the address names neither a scheme nor a port
 */
export function remoteAddress(url: string, usual: number): RemoteAddress {
  const [, scheme = '', host = '*', port] =
    /^(?:(https?|ssh):\/\/)?(?:[^@/]*@)?([^:/]+)(?::(\d+))?(?=[/:]|$)/.exec(url) ?? [];
  return {
    host: host.toLowerCase(),
    port: port === undefined ? (usualPorts[scheme] ?? usual) : Number(port),
  };
}

/** Names of workloads that fetch the charts and folders of git of the whole cluster, and so connect to where they are. */
export const sourceFetchers = claimKind({ name: 'sourceFetchers', shape: label });
