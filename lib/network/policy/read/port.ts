import { type Report, shown } from '../../../values';
import type { RulePort } from '../policy';

interface WrittenPort {
  readonly port?: number | string;
  readonly endPort?: number;
  readonly protocol: string;
}

/** The ports of one entry of a rule. A range is that of its two ends; a name is looked up where the connection ends. */
export function rulePort({ port, endPort, protocol }: WrittenPort): RulePort {
  const transport = transportOf(protocol);
  if (typeof port === 'string') return { transport, name: port };
  if (port === undefined) return { transport };
  return { transport, first: port, last: endPort ?? port };
}

/** Reports port numbers, ranges and names of ports that the API server refuses. */
export function checkPort({ port, endPort }: WrittenPort, at: string, report: Report): void {
  if (typeof port === 'number' && !isPort(port))
    report({ at: `${at}.port`, reason: `${port} is not a valid port`, next: 'write one from 1 to 65535' });
  if (typeof port === 'string' && !isPortName(port))
    report({
      at: `${at}.port`,
      reason: `${shown(port)} is not the name of a port`,
      next: 'write a number without quotes, or at most 15 lower-case letters, digits and inner hyphens with a letter among them',
    });
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
      reason: `${endPort} is not the end of a range that begins at ${port}`,
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

/** https://github.com/kubernetes/kubernetes, apimachinery's IsValidPortName: the form of service names of RFC 6335 */
export function isPortName(text: string): boolean {
  return /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(text);
}
