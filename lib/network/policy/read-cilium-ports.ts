import type { Report } from '../../values';
import { namePattern } from './names';
import { everyPort, type RulePort } from './policy';
import type { WrittenRule } from './read-cilium-peers';
import { checkPort, rulePort } from './read-port';

type PortRule = NonNullable<WrittenRule['toPorts']>[number];

/**
 * On which ports a Cilium rule matches. Ports are text; one that is no number is the name of a port; 0 is every port.
 * https://docs.cilium.io/en/stable/security/policy/layer4/
 */
export function ciliumPorts({ toPorts = [], icmps = [] }: WrittenRule): readonly RulePort[] {
  // A rule about ICMP says nothing of connections.
  if (icmps.length > 0) return [];
  return toPorts.length === 0 ? [everyPort] : toPorts.flatMap(portRule);
}

function portRule(written: PortRule): readonly RulePort[] {
  const doubt = doubtOf(written);
  const lookups = (written.rules?.dns ?? []).map(namePattern);
  return written.ports.map(({ port = '', endPort, protocol }) => {
    const number = numberOf(port);
    const read = rulePort({
      protocol,
      ...(number !== 0 && { port: number ?? port.toLowerCase() }),
      // Cilium passes over the end of what begins with a name, and over one that says no end.
      ...(typeof number === 'number' && number > 0 && endPort !== undefined && endPort > 0 && { endPort }),
    });
    return { ...read, ...(doubt !== undefined && { doubt }), ...(lookups.length > 0 && { lookups }) };
  });
}

/** What a rule asks of a connection beyond its ports, which only the traffic itself can show. */
function doubtOf({
  rules,
  serverNames = [],
  terminatingTLS,
  originatingTLS,
  listener,
}: PortRule): string | undefined {
  const inside = [rules?.http, rules?.kafka, rules?.l7].some((list) => (list ?? []).length > 0);
  if (inside) return 'it lets only certain requests pass';
  if (rules?.l7proto !== undefined) return `it lets only what ${rules.l7proto} lets pass`;
  if (serverNames.length > 0) return `it lets only TLS to ${serverNames.join(', ')} pass`;
  if (terminatingTLS !== undefined || originatingTLS !== undefined)
    return 'it opens the TLS of the connection';
  return listener === undefined ? undefined : 'it hands the connection to a proxy';
}

/** Reports ports that Cilium refuses. */
export function checkCiliumPorts(
  { toPorts = [], icmps = [] }: WrittenRule,
  at: string,
  report: Report,
): void {
  if (toPorts.length > 0 && icmps.length > 0)
    report({ at, reason: 'has toPorts and icmps', next: 'make a rule of each' });
  for (const [rule, { ports }] of toPorts.entries())
    for (const [index, { port = '', endPort }] of ports.entries()) {
      const place = `${at}.toPorts[${rule}].ports[${index}]`;
      const number = numberOf(port);
      if (number === undefined && !/^(?=.{1,15}$)([a-z0-9]-?)*[a-z](-?[a-z0-9])*$/i.test(port))
        report({
          at: `${place}.port`,
          reason: `"${port}" is neither a port nor the name of one`,
          next: 'write one from 1 to 65535 as text',
        });
      else if (typeof number === 'number' && number > 0)
        checkPort(
          { port: number, ...(endPort !== undefined && endPort > 0 && { endPort }), protocol: 'ANY' },
          place,
          report,
        );
    }
}

function numberOf(port: string): number | undefined {
  return /^(0|[1-9]\d*)$/.test(port) ? Number(port) : undefined;
}
