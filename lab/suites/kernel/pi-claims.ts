import { firewalldFiles } from '../../../lib/machines/firewalld/files';
import { serversOf } from '../../../lib/inventory';
import { serversUp, startHaproxy } from '../../drivers/haproxy';
import { probeText } from '../../drivers/net/probe';
import { type Claim, inTurn, needing, waitFor } from '../../harness';
import { matrixAgrees } from '../network/compare';
import { changesAgree, entriesAreNeeded } from './firewalld-mutants';
import { gateway, type Pi } from './pi';
import { kernelAgrees as modelIsRight } from './proxmox';

const filesAreRight: Claim<Pi> = {
  says: 'pi: the zones and the policy that ship are exactly those from which the model answers',
  by: 'the committed files, byte by byte, against the data of which the model makes its rules',
  prove: ({ mistakes, firewall, plan }) => {
    if (mistakes.length > 0)
      throw new Error(
        `${mistakes.length} files are not what the model answers from; npm run synth, and commit\nhosts/${gateway}: ${mistakes.join(`\nhosts/${gateway}: `)}`,
      );
    return `${firewalldFiles(firewall, plan.facts).length} files`;
  },
};

const balancerServes: Claim<Pi> = {
  says: "pi: port 6443 of the gateway leads to each of the API servers, which see the gateway's address",
  by: 'HAProxy with the shipped file behind firewalld, in front of a listener on each control node; every probe of the matrix that the model lets through that port, each with who answered and whom that one saw',
  prove: async ({ lab, net, expected, files, plan: { facts } }) => {
    await startHaproxy(lab, files, net.within(gateway));
    const servers = serversOf(facts).map(({ name }) => name);
    await waitFor('HAProxy to use every API server', 10, async () => {
      const up = await serversUp();
      const down = servers.filter((name) => !up.includes(name));
      if (down.length > 0) throw new Error(`it does not use ${down.join(', ')}`);
      return up;
    });
    const asking = expected.filter(({ others }) => others.length > 0);
    const answers = await net.probe(
      asking.map(({ probe }) => ({ probe, hopeful: true })),
      500,
    );
    const counts = new Map(servers.map((name) => [name, 0]));
    for (const [index, { probe }] of asking.entries()) {
      const { at, seenFrom } = answers[index] ?? { at: 'no server', seenFrom: 'nothing' };
      const count = counts.get(at);
      if (count === undefined || seenFrom !== facts.networks.nodes.gateway)
        throw new Error(`${probeText(probe)}: ${at} answers, and sees it as ${seenFrom}`);
      counts.set(at, count + 1);
    }
    const idle = [...counts].filter(([, count]) => count === 0).map(([name]) => name);
    if (idle.length > 0) throw new Error(`no connection reaches ${idle.join(', ')}`);
    return `${asking.length} connections: ${[...counts].map(([name, count]) => `${name} ${count}`).join(', ')}`;
  },
};

const kernelAgrees: Claim<Pi> = {
  says: 'pi: with the zones and the policy that ship, firewalld lets through what the model says, and nothing else',
  by: 'firewalld and HAProxy in the namespace of the gateway, a listener on each control node as API server; real TCP and UDP connections from everybody to every address on every port that a rule names and its neighbours',
  limit: 300,
  prove: ({ net, expected, mistakes }) => matrixAgrees(net, expected, mistakes.length),
};

const portIsForwarded: Claim<Pi> = {
  says: "pi: port 80 of the gateway leads to the load balancer under the client's own address, and what leaves the Pis has the gateway's",
  by: 'connections between the main LAN and the Pis through firewalld, each with the address that its receiver saw',
  prove: async ({ net, expected, topology }) => {
    const outside = topology.machines.find(({ name }) => name === gateway)?.interfaces[0];
    const lan = topology.machines.find(
      ({ kind, interfaces }) => kind === 'outside' && interfaces[0]?.wire === outside?.wire,
    );
    const client = lan?.interfaces[0]?.address;
    const cases = [
      ...expected
        .filter(({ probe }) => probe.from === lan?.name && probe.to === outside?.address && probe.port === 80)
        .map(({ probe }) => ({ probe, seen: client })),
      ...expected
        .filter(({ probe }) => probe.from === 'rathian' && probe.to === client && probe.port === 443)
        .map(({ probe }) => ({ probe, seen: outside?.address })),
    ].filter(({ probe }) => probe.transport === 'tcp');
    if (cases.length !== 2) throw new Error(`${cases.length} connections instead of 2`);
    const answers = await net.probe(
      cases.map(({ probe }) => ({ probe, hopeful: true })),
      500,
    );
    return cases
      .map(({ probe, seen }, index) => {
        const found = answers[index]?.seenFrom;
        if (found === undefined || found !== seen)
          throw new Error(`${probeText(probe)}: seen as ${found ?? 'nothing'}, expected ${seen ?? ''}`);
        return `${probeText(probe)} as ${found}`;
      })
      .join(', ');
  },
};

const leasesAreRight: Claim<Pi> = {
  says: 'pi: whoever comes with the MAC address of a Pi is given the address of that Pi',
  by: 'Kea with the shipped file on the gateway, behind firewalld, and a DHCP client on each Pi, across a bridge',
  prove: async ({ plan, lease }) => {
    for (const { name, mac, address } of plan.facts.nodes) {
      const given = await lease(name, mac ?? '');
      if (given !== address) throw new Error(`${name} is given ${given}, expected ${address}`);
    }
    return `${plan.facts.nodes.length} addresses`;
  },
};

/** HAProxy and the model have to be right for what is built on them; the leases need neither. */
export const piClaims: readonly Claim<Pi>[] = [
  filesAreRight,
  ...needing(
    [modelIsRight],
    inTurn([balancerServes, kernelAgrees, portIsForwarded, changesAgree, entriesAreNeeded]),
  ),
  leasesAreRight,
];
