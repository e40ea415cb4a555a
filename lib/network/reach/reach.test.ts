import { bundled } from '../../testing/clusters';
import { type ChangeRules, withOtherRules } from '../../testing/other-rules';
import { vms } from '../../testing/typical-clusters';
import { type Problem, problemText } from '../../values';
import type { Transport } from '../firewall/rule';
import type { MachineModel } from '../topology/machine-model';
import type { Answer } from './trial';
import { findNamed } from './find-named';
import { matrix } from './matrix';
import { questionOf } from './question';
import { reach } from './reach';
import { reachModel, type ReachModel } from './reach-model';

const bundle = bundled(vms);
const modelOf = (hosts: MachineModel): ReachModel =>
  reachModel(
    hosts,
    bundle.objects.map(({ object }) => object),
    (problem) => {
      throw new Error(problemText(problem));
    },
  );
const shipped = modelOf(bundle.hosts);

const { plan: whole } = shipped.hosts;
const never = (problem: Problem): never => {
  throw new Error(problemText(problem));
};

function ask(
  model: ReachModel,
  from: string,
  to: string,
  port: number,
  transport: Transport = 'tcp',
): Answer {
  const [start, target] = [findNamed(whole, from, 'from', never), findNamed(whole, to, 'to', never)];
  if (start === undefined || target === undefined) throw new Error(`${from} or ${to} is unknown`);
  const question = questionOf(model, { text: from, named: start }, { text: to, named: target }, never);
  if (question === undefined) throw new Error(`${from} or ${to} cannot be asked about`);
  return reach(question.model, question.from, question.to, port, transport);
}

/** The cluster with other rules in its packet filters. */
const changed = (change: ChangeRules) => modelOf(withOtherRules(bundle.hosts, change));

describe('the forward chain that dropped everything, without a rule for pods', () => {
  const outage = changed((rules, chain) => (chain === 'forward' ? rules.slice(0, 1) : rules));

  test.each([
    [
      'CoreDNS could not reach the API',
      'kube-system/k8s-app=kube-dns',
      '10.43.0.1',
      443,
      // On the server itself it does not pass the forward chain.
      'unknown',
      'iifname "cni0" ip saddr 10.42.0.0/16 ip daddr 192.0.2.11 tcp dport 6443 accept comment "pods reach the API"',
    ],
    [
      'pods could not reach each other',
      'kafka-connect',
      'kafka',
      9092,
      'blocked',
      'iifname { "cni0", "flannel.1" } ip saddr 10.42.0.0/16 ip daddr 10.42.0.0/16 accept comment "pods among themselves"',
    ],
    [
      'rows could not reach the database',
      'kafka-connect',
      'db',
      5432,
      'blocked',
      'iifname "cni0" ip saddr 10.42.0.0/16 ip daddr 192.0.2.20 tcp dport 5432 accept comment "kafka-connect: rows"',
    ],
  ] as const)('%s', (_, from, to, port, verdict, missing) => {
    const answer = ask(outage, from, to, port);
    expect(answer).toMatchObject({ verdict, missing });
    expect(answer.decides).toMatch(
      /\b\w+: no rule of chain forward of table asterism accepts tcp \d+ from 10\.42/,
    );
    expect(ask(shipped, from, to, port).verdict).toBe('allowed');
  });

  test('external names could not be looked up', () => {
    const answer = ask(outage, 'kube-system/k8s-app=kube-dns', 'names', 53, 'udp');
    expect(answer.missing).toBe(
      'iifname "cni0" ip saddr 10.42.0.0/16 ip daddr 203.0.113.53 udp dport 53 accept comment "DNS"',
    );
  });
});

describe('cyd, which the mesh of the others did not know', () => {
  const forgotten = changed((rules, _, machine) =>
    machine === 'cyd'
      ? rules
      : rules.map((rule) => {
          const source = rule.match.source?.filter((cidr) => cidr !== '192.0.2.13/32');
          return source === undefined ? rule : { ...rule, match: { ...rule.match, source } };
        }),
  );

  test('its pods reach no pod of another node, and the rule that is missing names it', () => {
    const answer = ask(forgotten, 'kafka-connect', 'kafka', 9092);
    // On the other nodes they do.
    expect(answer).toMatchObject({
      verdict: 'unknown',
      missing:
        'ip saddr { 192.0.2.11, 192.0.2.12, 192.0.2.13 } udp dport 8472 accept comment "VXLAN between nodes"',
    });
    expect(answer.decides).toContain('accepts udp 8472 from 192.0.2.13 to 192.0.2.1');
  });

  test('it joins no cluster, since the server does not let it in', () => {
    expect(ask(forgotten, 'cyd', 'ada', 6443)).toMatchObject({
      verdict: 'blocked',
      missing:
        'ip saddr { 192.0.2.11, 192.0.2.12, 192.0.2.13 } tcp dport 6443 accept comment "agents reach the API; pods reach the API"',
    });
    expect(ask(forgotten, 'bob', 'ada', 6443).verdict).toBe('allowed');
  });
});

test.each<readonly [string, string, number, 'tcp' | 'udp', Answer['verdict'], RegExp]>([
  [
    'kafka-connect',
    'kafka',
    9092,
    'tcp',
    'allowed',
    /^ingress\[0\] of NetworkPolicy kafka\/kafka-broker allows it/,
  ],
  [
    'demo-producer',
    'kafka-connect',
    8083,
    'tcp',
    'blocked',
    /default-deny and demo\/demo-producer-produce close egress/,
  ],
  ['kafka-connect/register', 'db', 5432, 'tcp', 'blocked', /close egress/],
  ['internet', 'ada', 6443, 'tcp', 'blocked', /^ada: no rule of chain input/],
  ['administrators', 'ada', 6443, 'tcp', 'allowed', /"kubectl"/],
  ['192.0.2.200', 'db', 5432, 'tcp', 'blocked', /^db: no rule of chain input/],
  ['bob', 'internet', 53, 'udp', 'blocked', /"no other name server is asked" of chain output .* drops/],
  ['bob', 'names', 53, 'udp', 'allowed', /"DNS"/],
])('from %s to %s on %i/%s', (from, to, port, transport, verdict, decides) => {
  const answer = ask(shipped, from, to, port, transport);
  expect(answer.verdict).toBe(verdict);
  expect(answer.decides).toMatch(decides);
});

test.each([
  ['kafak', 'did you mean "kafka"'],
  ['10.42.3.4', '10.42.3.4 is an address of the pod network, and pods come and go'],
  ['10.43.7.7', '10.43.7.7 is an address of the service network'],
  ['192.0.2', 'is not a valid IPv4 address'],
  ['2001:db8::1', '2001:db8::1 is an IPv6 address, and asterism describes IPv4 networks'],
  ['192.0.2.0/24', '192.0.2.0/24 is a network, and a question is about one machine'],
  ['kafka/=x', 'is not a list of labels'],
  ['kafka/nothing', 'nothing in vms is named "kafka/nothing"'],
])('%s is not found, and the message says what is near', (text, message) => {
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  const named = findNamed(whole, text, 'to', report);
  const start = findNamed(whole, 'bob', 'from', never);
  if (named !== undefined && start !== undefined)
    questionOf(shipped, { text: 'bob', named: start }, { text, named }, report);
  expect(problems.map(problemText).join('\n')).toContain(message);
});

test('nodes that no rule tells apart represent each other, and one that was forgotten is of a kind of its own', () => {
  const names = ({ kinds }: MachineModel) => kinds.map((kind) => kind.map(({ name }) => name));
  expect(names(shipped.hosts)).toEqual([['ada'], ['bob', 'cyd']]);
  const { hosts } = changed((rules, _, machine) => (machine === 'cyd' ? rules.slice(1) : rules));
  expect(names(hosts)).toEqual([['ada'], ['bob'], ['cyd']]);
});

test('the matrix holds what single answers say', () => {
  const { open, senders, listeners, cells } = matrix(shipped);
  expect(cells).toBe(senders * listeners);
  expect(open.length).toBeGreaterThan(50);
  for (const { from, to, offer, verdict } of open.filter(({ from: name }) => !name.includes('@')))
    expect([from, to, ask(shipped, from, to, offer.port, offer.transport).verdict]).toEqual([
      from,
      to,
      verdict,
    ]);
  expect(open).not.toContainEqual(expect.objectContaining({ from: 'internet', to: 'ada' }));
});
