import fc from 'fast-check';
import { dialectOf } from '../../testing/dialects';
import { type Cluster, type End, verdictByWorlds } from '../../testing/policy-worlds';
import { drawnScene } from '../../testing/policy-worlds/drawn';
import { parseCidr, parseIpv4, type Problem, valueOf } from '../../values';
import { judgeFor, type Peer, type PodPeer, type PolicyDialect, readPolicies, type Surroundings } from '.';

const never = (problem: Problem) => {
  throw new Error(JSON.stringify(problem));
};

describe.each(['flannel', 'cilium'] as const)('with %s', (plugin) => {
  test('a naive reader that tries every possible world finds the same', () => {
    const seen = { allowed: 0, blocked: 0, unknown: 0, careful: 0 };
    const by = { rule: 0, closed: 0, open: 0, given: 0, node: 0, unread: 0 };
    fc.assert(
      fc.property(drawnScene(plugin), ({ cluster, policies, questions }) => {
        const judge = judgeFor(readPolicies(policies, dialectIn(cluster), never), surroundings(cluster));
        for (const { direction, attempt } of questions) {
          const wanted = verdictByWorlds(policies, attempt, direction, cluster);
          const { from, to, port, transport } = attempt;
          const found = judge[direction](peer(from), peer(to), port, transport);
          seen[wanted] += 1;
          by[found.by.kind] += 1;
          if (found.verdict === wanted) continue;
          // Two doubts that rule each other out are two doubts here. Being too careful is not wrong.
          if (found.verdict === 'unknown') seen.careful += 1;
          else
            throw new Error(
              `${direction} ${wanted}, not ${JSON.stringify(found)}: ${JSON.stringify(attempt)}`,
            );
        }
      }),
      { numRuns: 2000, seed: 20_260_401 },
    );
    // What is drawn comes to every kind of answer often enough.
    expect(Math.min(seen.allowed, seen.blocked)).toBeGreaterThan(2000);
    expect(seen.unknown).toBeGreaterThan(100);
    expect(Math.min(by.rule, by.closed, by.open)).toBeGreaterThan(1000);
    expect(seen.careful).toBeLessThan(5);
  }, 120_000);
});

function dialectIn({ plugin, hostFirewall, version }: Cluster): PolicyDialect {
  return dialectOf(plugin, { hostFirewall, ...(version !== undefined && { version }) });
}

function surroundings({ pods, workloads }: Cluster): Surroundings {
  return { pods: valueOf(parseCidr(pods)), workloads: workloads.map(pod) };
}

function peer(end: End): Peer {
  if (end.kind === 'pod') return pod(end);
  const { address, ...rest } = end;
  const parsed = valueOf(parseIpv4(address));
  return rest.kind === 'node' ? { ...rest, address: parsed } : { ...rest, address: parsed };
}

function pod({ address, ...rest }: Extract<End, { readonly kind: 'pod' }>): PodPeer {
  return { ...rest, ...(address !== undefined && { address: valueOf(parseIpv4(address)) }) };
}
