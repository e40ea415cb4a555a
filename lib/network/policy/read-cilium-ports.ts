import { namePattern } from './names';
import { everyPort, type RulePort } from './policy';
import type { WrittenRule } from './read-cilium-peers';
import { rulePort } from './read-port';

/** One entry of `toPorts`. */
export type PortRule = NonNullable<WrittenRule['toPorts']>[number];

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
    const number = portNumber(port);
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

/** The number that is written as text. */
export function portNumber(port: string): number | undefined {
  return /^(0|[1-9]\d*)$/.test(port) ? Number(port) : undefined;
}
