import { type Facts, type Gateway, type Host, networkOf } from '../../inventory';
import { inWords } from '../../values';
import { header, textOf } from '../machine-file';

/** What is left to do on the router between a gateway and the internet: a checklist, `ROUTER.md`. */
export function routerPage(host: Host, { outside, inside, forwards }: Gateway, facts: Facts): string {
  const card = host.interfaces.find(({ network }) => network === outside);
  const [near, behind] = [outside, inside].map((name) => networkOf(name, facts));
  const address = card?.address ?? host.address;
  const ports = inWords(forwards.map(({ port }) => String(port)));
  const router = near?.gateway === undefined ? 'the router' : `the router (${near.gateway})`;
  return textOf([
    '<!--',
    ...header(facts, ''),
    '-->',
    '',
    `# The router in front of ${host.name}`,
    '',
    `Do these steps by hand on ${router}; nothing in this repository can do them.`,
    '',
    `- [ ] ${host.name} always has the address ${address}: reserve it for the MAC address of ${card?.name ?? 'its interface'}, or end the router's DHCP range before it.`,
    ...(forwards.length === 0
      ? []
      : [
          `- [ ] From the internet, TCP ${forwards.length === 1 ? 'port' : 'ports'} ${ports} ${forwards.length === 1 ? 'is' : 'are'} forwarded to ${address}, each to the same port. ${host.name} passes them on to ${inWords([...new Set(forwards.map(({ to }) => to))])}.`,
        ]),
    `- [ ] Nothing else is forwarded: not SSH (22), and not the API (${facts.api.port}), which ${host.name} opens to administrators only.`,
    `- [ ] No static route leads to ${behind?.cidr ?? inside}. ${host.name} allows only the forwarded ports in that direction, and machines of ${near?.cidr ?? outside} reach those at ${address}.`,
    `- [ ] Public names work from inside ${near?.cidr ?? outside}. They resolve to the public address, so the router must send packets of its own network back in (NAT loopback, hairpin NAT). If it cannot, configure its name server, or the hosts file of each machine, to answer with ${address} for these names.`,
    '',
    '## How to check it',
    '',
    ...forwards.map(
      ({ port, to }) =>
        `- From outside, with a phone's connection for example: \`nc -vz PUBLIC_ADDRESS ${port}\` connects; on ${host.name}, \`tcpdump -ni any tcp port ${port}\` shows the client's address going to ${to}.`,
    ),
    `- From outside, \`nc -vz PUBLIC_ADDRESS ${facts.api.port}\` and \`nc -vz PUBLIC_ADDRESS 22\` do not connect.`,
    '- From inside, `curl -sI https://PUBLIC_NAME` answers as it does from outside.',
    '',
    `## What ${host.name} does by itself`,
    '',
    '- firewalld turns IPv4 forwarding on (`net.ipv4.ip_forward`) as long as it masquerades or forwards a port to another address. It needs no file in `/etc/sysctl.d`.',
    '- Load new zones and policies with `apply-firewall.sh`, as the runbook says: `firewall-cmd --check-config` only warns about a mistake in a rule. `firewall-cmd --reload` keeps open connections; `--complete-reload` and a restart may close them.',
    '- Interfaces that no zone names belong to the zone `public`.',
  ]);
}
