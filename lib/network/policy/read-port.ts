import type { Report } from '../../values';
import type { RulePort } from './policy';

interface WrittenPort {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol: string;
}

/** The ports that one entry of a rule stands for. A range is that of its two ends; a name is looked up where the connection ends. */
export function rulePort({ port, endPort, protocol }: WrittenPort): RulePort {
  const transport = transportOf(protocol);
  if (typeof port === 'string') return { transport, name: port };
  if (port === undefined) return { transport };
  return { transport, first: port, last: endPort ?? port };
}

/** Reports port numbers and ranges that nobody takes. */
export function checkPort({ port, endPort }: WrittenPort, at: string, report: Report): void {
  if (typeof port === 'number' && !isPort(port))
    report({ at: `${at}.port`, reason: `${port} is no port`, next: 'write one from 1 to 65535' });
  if (endPort === undefined) return;
  if (typeof port !== 'number')
    report({
      at: `${at}.endPort`,
      reason: 'a range begins with a port number',
      next: 'write port as a number, or drop endPort',
    });
  else if (!isPort(endPort) || endPort < port)
    report({
      at: `${at}.endPort`,
      reason: `${endPort} ends no range that begins at ${port}`,
      next: `write one from ${port} to 65535`,
    });
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port > 0 && port < 65_536;
}

function transportOf(protocol: string): RulePort['transport'] {
  switch (protocol) {
    case 'TCP':
      return 'tcp';
    case 'UDP':
      return 'udp';
    case 'SCTP':
      return 'sctp';
    case 'ANY':
      return 'any';
    default:
      return 'other';
  }
}
