import type { Report } from '../../../../values';
import { everyPort, type RulePort } from '../../../policy/policy';
import { checkPort, rulePort } from '../../../policy/read/port';
import { checkNames, namePattern } from './names';
import type { WrittenRule } from './peers';

/** One entry of `toPorts`. */
export type PortRule = NonNullable<WrittenRule['toPorts']>[number];

/**
 * On which ports a Cilium rule matches. Ports are text; one that is not a number is the name of a port; 0 is every port.
 * https://docs.cilium.io/en/stable/security/policy/layer4/
 */
export function ciliumPorts(
  { toPorts = [], icmps = [] }: WrittenRule,
  version: string | undefined,
): readonly RulePort[] {
  // A rule about ICMP says nothing of connections.
  if (icmps.length > 0) return [];
  return toPorts.length === 0 ? [everyPort] : toPorts.flatMap((written) => portRule(written, version));
}

function portRule(written: PortRule, version: string | undefined): readonly RulePort[] {
  const doubt = doubtOf(written);
  const lookups = (written.rules?.dns ?? []).map((name) => namePattern(name, version));
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

/** Which rule of a policy one is. */
export interface RuleKind {
  readonly way: 'ingress' | 'egress';
  /** Whether the policy is one for nodes. */
  readonly ofNodes: boolean;
}

/** What has no ports: https://docs.cilium.io/en/stable/security/policy/layer4/, `isExtendedIPProtocol` in 1.20. */
const withoutPorts = ['VRRP', 'IGMP', 'GRE', 'IPIP', 'IPV6', 'ESP', 'AH'];

/**
 * Reports what Cilium refuses in one entry of `toPorts`.
 * https://github.com/cilium/cilium at v1.17.0 and v1.20.2, pkg/policy/api/rule_validation.go
 */
export function checkCiliumPorts(written: PortRule, kind: RuleKind, at: string, report: Report): void {
  const { ports } = written;
  if (ports.length > 40)
    report({
      at: `${at}.ports`,
      reason: `holds ${ports.length} ports, and 40 are the most`,
      next: 'make two entries of toPorts of it, or write a range with endPort',
    });
  for (const [index, { port = '', endPort, protocol }] of ports.entries()) {
    const place = `${at}.ports[${index}]`;
    const number = portNumber(port);
    if (number === undefined && !isServiceName(port) && !(port === '' && withoutPorts.includes(protocol)))
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
  checkInside(written, kind, at, report);
}

/** Reports what does not go together with rules about what a connection carries. */
function checkInside(written: PortRule, { way, ofNodes }: RuleKind, at: string, report: Report): void {
  const { ports, rules = {}, serverNames = [], terminatingTLS, listener } = written;
  const { http, kafka, dns, l7, l7proto } = rules;
  const hasDns = (dns ?? []).length > 0;
  const hasRequests = [http, kafka, l7].some((list) => (list ?? []).length > 0);
  const refuse = (end: string, reason: string, next: string) => {
    report({ at: `${at}${end}`, reason, next });
  };
  checkNames(dns ?? [], `${at}.rules.dns`, report);
  if (serverNames.includes('')) refuse('.serverNames', 'holds an empty name', 'write names of servers');
  if (listener !== undefined && way === 'ingress')
    refuse('.listener', 'is in a rule for ingress', 'use a listener for egress only');
  if (l7 !== undefined && l7proto === undefined)
    refuse('.rules.l7', 'has no l7proto beside it', 'write l7proto, or use http or dns');
  if ([http, kafka, dns, l7proto].filter((one) => one !== undefined).length > 1)
    refuse('.rules', `has ${namesOf({ http, kafka, dns, l7proto })}`, 'make an entry of toPorts of each');
  if (!hasDns && !hasRequests) return;
  if (hasDns && way === 'ingress')
    refuse('.rules.dns', 'is in a rule for ingress', 'write it for egress, where look-ups leave');
  if (hasDns && ports.length === 0) refuse('.ports', 'has no port beside rules.dns', 'write port "53"');
  if (hasDns && ports.some(({ port, endPort }) => (endPort ?? 0) > (portNumber(port ?? '') ?? 65_536)))
    refuse('.ports', 'has a range beside rules.dns', 'write each port');
  const other = hasDns ? undefined : ports.find(({ protocol }) => protocol !== 'TCP');
  if (other !== undefined)
    refuse('.ports', `has protocol ${other.protocol} beside rules for requests`, 'write protocol: TCP');
  if (ports.some(({ port }) => portNumber(port ?? '') === 0))
    refuse('.ports', 'has port 0 beside rules for what a connection carries', 'write a port');
  if (serverNames.length > 0 && terminatingTLS === undefined)
    refuse(
      '.serverNames',
      'has rules for requests beside it',
      'drop one of the two, or write terminatingTLS',
    );
  if (listener !== undefined)
    refuse('.listener', 'has rules for requests beside it', 'make an entry of toPorts of each');
  if (ofNodes && (way === 'ingress' || hasRequests))
    refuse('.rules', 'is in a policy for nodes', `drop it; for nodes there is only rules.dns for egress`);
}

function namesOf(fields: Readonly<Record<string, unknown>>): string {
  return Object.keys(fields)
    .filter((key) => fields[key] !== undefined)
    .join(' and ');
}

/** https://github.com/cilium/cilium, pkg/iana, IsSvcName: a service name of RFC 6335 in either case */
function isServiceName(text: string): boolean {
  return /^(?=.{1,15}$)([a-z0-9]-?)*[a-z](-?[a-z0-9])*$/i.test(text);
}
