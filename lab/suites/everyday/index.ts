import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withFolders } from '../../../lib/cli/manifests/with-folders';
import { startApiServer } from '../../drivers/api-server';
import { startPolicyNetwork } from '../../drivers/policy-network/network';
import { startUpstream } from '../../drivers/upstream';
import { type Claim, needing, suite } from '../../harness';
import { firstOrder, firstSync } from '../argocd/first-sync';
import { quietCommit } from '../argocd/commits';
import type { World } from '../argocd/world';
import { kernelAgrees, outcomeText } from '../policies/compare';
import { everyConnection } from '../policies/connections';
import { shippedCases } from '../policies/shipped';
import { judgeOf } from '../policies/world';
import { everyday } from './cluster';
import { everydayTree } from './tree';

const start = { cluster: everyday, label: 'everyday' };

const factsHold: Claim<World> = {
  says: 'What asterism chart reads of a chart with Helm is what its file of facts says, and a newer version of the chart is refused until its difference was looked at',
  by: 'asterism chart hello, with Helm, against the repository that the Application names; then version 1.3.0 in the cluster file, which has an account and a port more: synth, and asterism chart again',
  prove: async ({ scene, upstream }) => {
    const helm = dirname(scene.program('helm', 'helm'));
    const file = join(upstream.copy, 'clusters/everyday.ts');
    const asterism = async (args: readonly string[], expected: number) => {
      const ran = await scene.run(process.execPath, ['--require', 'tsx/cjs', 'main.ts', ...args], {
        cwd: upstream.copy,
        env: { ...upstream.trust, PATH: `${helm}:/usr/bin:/bin` },
        codes: [0, 1, 2],
      });
      const text = `${ran.stdout}${ran.stderr}`;
      if (ran.code !== expected)
        throw new Error(`asterism ${args.join(' ')} ended with ${ran.code}, expected ${expected}:\n${text}`);
      return text;
    };
    await asterism(['chart', 'hello'], 0);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, before.replace("version: '1.2.0'", "version: '1.3.0'"));
    try {
      const refused = await asterism(['synth'], 2);
      if (!refused.includes('asterism chart hello'))
        throw new Error(`synth does not name the command:\n${refused}`);
      const difference = await asterism(['chart', 'hello'], 1);
      const shown = ['ServiceAccount', 'metrics', '9091'].filter((word) => difference.includes(word));
      if (shown.length < 3) throw new Error(`the difference lacks what is new:\n${difference}`);
    } finally {
      writeFileSync(file, before);
    }
    return '1 chart, 2 versions';
  },
};

const policiesHold: Claim<World> = {
  says: 'The kernel lets pass what the model says of the policies of apps, a chart and a folder of YAML, and nothing else',
  by: 'the policies of every namespace of the cluster; kube-router on two nodes, and for each workload a pod on both of them; every pair of pods, and each pod with both nodes and with addresses outside, on each port that a policy names and the next one, over tcp, udp and sctp',
  prove: async ({ scene, tree, running }) => {
    await running?.stop();
    const [one] = shippedCases(tree, withFolders(tree, [everyday]), 1);
    if (one === undefined) throw new Error('the cluster has no policies');
    const network = await startPolicyNetwork(scene, await startApiServer(scene, 'policies'), {
      ...one,
      outside: one.outside.map(({ address }) => address),
    });
    const outcome = await kernelAgrees(
      network,
      judgeOf(one),
      everyConnection(one.pods, one.outside, one.ports),
    );
    return `${one.policies.length} policies, ${outcomeText(outcome, 100)}`;
  },
};

const brought = firstSync(start);

export const everydaySuite = suite<World>({
  name: 'everyday',
  title:
    'apps, a chart by real Helm and a folder of YAML: Argo CD 3.5 syncs them, with a real API server, scheduler and controllers, simulated kubelets, and kube-router in the kernel',
  programs: ['kubernetes', 'kwok', 'argo-cd', 'helm', 'definitions', 'kube-router'],
  tools: ['etcd', 'redis', 'openssl', 'iptables', 'ipset', 'nsenter', 'bridge'],
  memory: 2.4,
  seconds: 150,
  start: async (scene) => {
    const { tree, charts } = await everydayTree(scene);
    const upstream = await startUpstream(scene, tree, charts);
    return { scene, tree, upstream, running: undefined, first: new Map(), jobs: undefined };
  },
  claims: [
    factsHold,
    brought,
    ...needing([brought], [firstOrder(start), quietCommit(everyday)]),
    policiesHold,
  ],
});
