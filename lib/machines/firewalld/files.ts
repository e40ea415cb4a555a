import type { Facts } from '../../inventory';
import { portText } from '../../network';
import { header, type MachineFile, textOf } from '../machine-file';
import type { FirewalldPolicy, FirewalldZone, GatewayFirewall, Opening } from './zones';

/**
 * What firewalld reads from `/etc/firewalld`: a file a zone, and one a policy between them. Each replaces the one of that name
 * that firewalld brings, with the services that are open there. https://firewalld.org/documentation/zone/
 */
export function firewalldFiles({ zones, policies }: GatewayFirewall, facts: Facts): readonly MachineFile[] {
  const file = (path: string, lines: readonly string[]) => ({
    path: `firewalld/${path}.xml`,
    text: textOf(['<?xml version="1.0" encoding="utf-8"?>', '<!--', ...header(facts, ' '), '-->', ...lines]),
  });
  return [
    ...zones.map((zone) => file(`zones/${zone.name}`, zoneLines(zone))),
    ...policies.map((policy) => file(`policies/${policy.name}`, policyLines(policy))),
    file('direct', [
      '<!-- Empty on purpose: it replaces rules that were added by hand, one of which masqueraded a second time. -->',
      '<direct/>',
    ]),
  ];
}

function zoneLines({ interfaces, opens, forwards }: FirewalldZone): readonly string[] {
  return [
    '<zone>',
    ...interfaces.map((name) => `  <interface name="${name}"/>`),
    ...opens.flatMap((opening) => [comment(opening.flow), ...openingLines(opening)]),
    ...forwards.flatMap(({ port, to }) => [
      comment(`port ${port} to ${to}`),
      `  <forward-port port="${port}" protocol="tcp" to-addr="${to}"/>`,
    ]),
    '</zone>',
  ];
}

function policyLines({ from, to, masquerade }: FirewalldPolicy): readonly string[] {
  return [
    '<policy target="ACCEPT">',
    `  <ingress-zone name="${from}"/>`,
    `  <egress-zone name="${to}"/>`,
    ...(masquerade
      ? [
          comment('outgoing packets get the address of this host; no other file translates source addresses'),
          '  <masquerade/>',
        ]
      : []),
    '</policy>',
  ];
}

/** A port that is open to some networks only is a rule for each of them. */
function openingLines({ transport, ports, sources }: Opening): readonly string[] {
  const port = `<port port="${portText(ports)}" protocol="${transport}"/>`;
  if (sources === undefined) return [`  ${port}`];
  return sources.flatMap((source) => [
    '  <rule family="ipv4">',
    `    <source address="${source.replace(/\/32$/, '')}"/>`,
    `    ${port}`,
    '    <accept/>',
    '  </rule>',
  ]);
}

/** Two dashes would end the comment. */
function comment(text: string): string {
  return `  <!-- ${text.replaceAll(/-(?=-)/g, '- ').replaceAll(/-$/g, '- ')} -->`;
}
