import { type Judge, judgeFor, readPolicies } from '../../../lib/network/policy';
import { pluginOf, portable, surroundingsOf } from '../../../lib/network';
import { kubeRouter } from '../../../lib/network/plugins/flannel/kube-router';
import { noProblem } from '../../../lib/testing/policy-ends';
import { startApiServer } from '../../drivers/api-server';
import { committedTree } from '../../drivers/committed';
import { podNetwork } from '../../drivers/policy-network/cluster';
import { type PolicyNetwork, startPolicyNetwork } from '../../drivers/policy-network/network';
import { examples } from '../../examples';
import type { Scene } from '../../harness';
import type { PolicyCase } from './case';
import { drawnCases } from './drawn';
import { type QuirkCase, quirkCases } from './quirks';
import { type ShippedCase, shippedCases } from './shipped';

/** One cluster in which the policies of every case are enforced, each case in namespaces of its own. */
export interface World {
  readonly network: PolicyNetwork;
  readonly shipped: readonly ShippedCase[];
  readonly quirks: readonly QuirkCase[];
  readonly drawn: readonly PolicyCase[];
  /** What kube-router does, as we read policies. */
  readonly judge: Judge;
  /** What they say as they are written. */
  readonly written: Judge;
}

/** Builds the cluster. */
export async function startWorld(scene: Scene): Promise<World> {
  const [quirks, drawn] = [quirkCases(1), drawnCases(100)];
  const shipped = shippedCases(await committedTree(scene), examples, 500);
  const cases: readonly PolicyCase[] = [...shipped, ...quirks, ...drawn];
  const cluster = {
    pods: cases.flatMap(({ pods }) => pods),
    policies: cases.flatMap(({ policies }) => policies),
    outside: [...new Set(cases.flatMap(({ outside }) => outside.map(({ address }) => address)))],
  };
  const api = await startApiServer(scene);
  const network = await startPolicyNetwork(scene, api, cluster);
  const known = { pods: podNetwork, workloads: cluster.pods };
  return {
    network,
    shipped,
    quirks,
    drawn,
    judge: judgeFor(readPolicies(cluster.policies, kubeRouter, noProblem), known),
    written: judgeFor(readPolicies(cluster.policies, portable, noProblem), known),
  };
}

/** The judge that `asterism reach` asks about a cluster. */
export function judgeOf({ plan, policies }: ShippedCase): Judge {
  return judgeFor(readPolicies(policies, pluginOf(plan).policies, noProblem), surroundingsOf(plan));
}
