import { type Facts, type Gateway, type Host, networkOf } from '../../inventory';
import { inWords } from '../../values';
import { header, textOf } from '../host-file';

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
    `These steps are done by hand on ${router}; nothing in this repository can do them.`,
    '',
    `- [ ] ${host.name} always has the address ${address}: reserve it for the MAC address of ${card?.name ?? 'its card'}, or end the router's DHCP range before it.`,
    ...(forwards.length === 0
      ? []
      : [
          `- [ ] From the internet, TCP ${forwards.length === 1 ? 'port' : 'ports'} ${ports} ${forwards.length === 1 ? 'is' : 'are'} forwarded to ${address}, each to the same port. ${host.name} passes them on to ${inWords([...new Set(forwards.map(({ to }) => to))])}.`,
        ]),
    `- [ ] Nothing else is forwarded: not SSH (22), and not the API (${facts.api.port}), which ${host.name} opens to administrators only.`,
    `- [ ] There is no static route to ${behind?.cidr ?? inside}. ${host.name} forwards only these ports, and machines of ${near?.cidr ?? outside} reach those at ${address}.`,
    `- [ ] Public names work from inside ${near?.cidr ?? outside}. They lead to the public address, so the router must send its own network's packets back in (NAT loopback, hairpin NAT). If it cannot, let its name server, or the hosts file of each machine, answer with ${address} for these names.`,
    '',
    '## How to see that it is done',
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
    '- New zones and policies go through `apply-firewall.sh`, as the runbook says: of a slip in a rule `firewall-cmd --check-config` only warns. `firewall-cmd --reload` keeps connections that stand; `--complete-reload` and a restart do not promise that.',
    '- Cards that no zone names belong to the zone `public`.',
  ]);
}
