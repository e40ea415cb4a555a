import * as v from 'valibot';
import { argoCd } from '../components';
import { flow, hostFlowClaims } from '../network';
import { type ClusterInput, defineCluster } from '../plan';
import { base, changed, without } from '../plan/fixtures/base';
import { filesOf } from '../synth';
import { bundled } from '../testing/clusters';
import { problemText } from '../values';
import { capability } from './capability';
import { claim } from './claim';
import { declareDistribution } from './distribution';
import { factsChecks } from './facts-check';

const messagesOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

test('a cluster with the old key k3s gets one message that says what to write now', () => {
  const old = { version: 'v1.33.5+k3s1', networkPlugin: 'flannel' };
  expect(messagesOf(changed('k3s', old, without('distribution', base)))).toEqual([
    `small.k3s: unknown key "k3s"; write distribution: k3s({ … }) with the same settings, and import k3s from 'asterism'`,
  ]);
});

test('a cluster without a distribution gets a message with an example', () => {
  expect(messagesOf(without('distribution', base))).toEqual([
    "small.distribution: is missing; write a distribution, such as kubernetes({ version: 'v1.34.1' })",
  ]);
});

describe("a distribution of somebody's own", () => {
  const rockShape = v.strictObject({
    /** Version of it. */
    version: v.string(),
    /** Largest number of nodes. */
    most: v.number(),
  });
  const rock = (settings: v.InferInput<typeof rockShape>) =>
    declareDistribution('rock', rockShape, settings, ({ version, most }) => ({
      title: 'Rock',
      version,
      kubeProxy: true,
      serverLabels: { 'node-role.kubernetes.io/control-plane': 'true' },
      serverPorts: [{ port: 9345, what: "Rock's supervisor" }],
      provides: [
        capability({
          name: 'rock-net',
          means: 'the network of pods',
          from: 'list rock()',
          role: 'network plugin',
        }),
        capability({ name: 'rock-dns', means: 'the name server', from: 'list rock()', role: 'cluster DNS' }),
      ],
      claims: [
        claim(factsChecks, ({ nodes }, at, report) => {
          if (nodes.length > most)
            report({ at: `${at}.nodes`, reason: `Rock supports ${most} nodes`, next: 'take some out' });
        }),
        claim(hostFlowClaims, () => [
          flow({ kind: 'nodes' }, { kind: 'servers' }, 'tcp', 9345, 'nodes register with Rock'),
        ]),
      ],
    }));
  const cluster = (distribution: ReturnType<typeof rock>) =>
    changed('distribution', distribution, { ...base, secrets: {}, components: [argoCd()] });

  test('makes a cluster with its flows, and with its own text in the runbook', () => {
    const input = cluster(rock({ version: 'v1.34.1+rock2', most: 5 }));
    expect(messagesOf(input)).toEqual([]);
    const bundle = bundled(input);
    expect(bundle.hosts.flows).toContainEqual(expect.objectContaining({ why: 'nodes register with Rock' }));
    const runbook = filesOf(bundle).find(({ path }) => path.endsWith('RUNBOOK.md'));
    expect(runbook?.text).toContain('the guide of Rock');
    expect(runbook?.text).not.toMatch(/k3s/);
  });

  test('checks the facts, and reserves its ports', () => {
    expect(messagesOf(cluster(rock({ version: 'v1.34.1+rock2', most: 2 })))).toEqual([
      'small.nodes: Rock supports 2 nodes; take some out',
    ]);
    const taken = changed('api', { host: 'ada', port: 9345 }, cluster(rock({ version: 'v1.34.1', most: 5 })));
    expect(messagesOf(taken)).toEqual([
      "small.api.port: port 9345 is already used by Rock's supervisor on 192.0.2.11; write the port of the API, 6443 unless you changed it",
    ]);
  });

  test('gets problems of its plan and exceptions of its check reported with its path', () => {
    expect(messagesOf(cluster(rock({ version: 'two', most: 5 })))).toEqual([
      'small.distribution: plan.version: "two" is not a Kubernetes version as `kubectl get nodes` shows it; pin one such as v1.34.1',
    ]);
    const throwing = declareDistribution(
      'rock',
      rockShape,
      { version: 'v1.34.1', most: 5 },
      ({ version }) => ({
        title: 'Rock',
        version,
        kubeProxy: true,
        serverLabels: {},
        provides: rock({ version, most: 5 }).plan?.provides ?? [],
        claims: [
          claim(factsChecks, () => {
            throw new Error('no stone');
          }),
        ],
      }),
    );
    expect(messagesOf(cluster(throwing))).toEqual([
      'small.distribution: its check of the facts failed: no stone; correct the function that checks them, and run it again',
    ]);
  });

  test('has a title that is safe to use in scripts', () => {
    const shell = declareDistribution('rock', rockShape, { version: 'v1.34.1', most: 5 }, ({ version }) => ({
      title: 'Rock $(reboot)',
      version,
      kubeProxy: true,
      serverLabels: {},
    }));
    expect(messagesOf(cluster(shell))).toEqual([
      'small.distribution: plan.title: found "Rock $(reboot)"; expected letters, digits, spaces, dots, plus signs and hyphens',
    ]);
  });
});
