import { type Facts, provides } from '../../inventory';
import type { ClusterPlan } from '../../plan';
import { filledScript, inDoubleQuotes } from '../../values';
import { apiOf } from '../machines';
import { nodeGuideOf } from '../node-guide';
import { tableName } from '../table-name';
import { shellCall } from './call';
import { checkAgents } from './check-agents.script';
import { checkApi } from './check-api.script';
import { checkNames } from './check-names.script';
import { checkNodes } from './check-nodes.script';
import { checkPods } from './check-pods.script';
import { checkServices } from './check-services.script';
import { checkSources } from './check-sources.script';
import { checkWorkloads } from './check-workloads.script';
import { type OutsideNames, outsideNames } from './outside-names';
import type { StagePart } from './stage';

/** Nodes, names, the API, pods and Services, as a pod on each node sees them. */
export function clusterStages(plan: ClusterPlan): readonly StagePart[] {
  const { facts } = plan;
  return [
    nodesStage(facts),
    dnsStage(facts, outsideNames(plan)),
    apiStage(facts),
    ...podStages,
    workloadsStage(plan),
  ];
}

function nodesStage(facts: Facts): StagePart {
  const { version, title } = facts.distribution;
  const { node, nodeLog, serverLog, address } = nodeGuideOf(facts).words;
  return {
    name: 'nodes',
    says: `every node is Ready, has its address and runs the pinned ${title}, and no other node is registered`,
    phase: 'cluster',
    functions: [
      filledScript(checkNodes, {
        node: inDoubleQuotes(node),
        node_log: inDoubleQuotes(nodeLog),
        server_log: inDoubleQuotes(serverLog),
        address: inDoubleQuotes(address),
        cluster: inDoubleQuotes(facts.name),
      }),
    ],
    checks: [shellCall('check_nodes', version)],
  };
}

function dnsStage({ clusterDomain, apiService }: Facts, { sources, others }: OutsideNames): StagePart {
  const names = [...sources, ...others];
  return {
    name: 'dns',
    says: `The name server has no errors, and a pod on each node resolves names inside${names.length === 0 ? '' : ' and outside'}${sources.length === 0 ? '' : ', and reaches what is installed from'}`,
    phase: 'cluster',
    functions: [
      filledScript(checkNames, { table: tableName }),
      ...(sources.length === 0 ? [] : [checkSources]),
    ],
    checks: [
      shellCall('check_names', `kubernetes.default.svc.${clusterDomain}`, apiService, ...names),
      ...(sources.length === 0 ? [] : [shellCall('check_sources', ...sources)]),
    ],
  };
}

function apiStage(facts: Facts): StagePart {
  const { ssh } = facts.distribution;
  const agents = facts.nodes.filter(({ role }) => role === 'agent').map(({ name }) => name);
  return {
    name: 'api',
    says: `a pod on each node reaches the API${ssh ? ', and so does every agent' : ''}`,
    phase: 'cluster',
    functions: [checkApi, ...(ssh ? [checkAgents] : [])],
    checks: [
      shellCall('check_api', facts.apiService),
      ...(ssh ? [shellCall('check_agents', ...apiOf(facts).split(':'), ...agents)] : []),
    ],
  };
}

const podStages: readonly StagePart[] = [
  {
    name: 'pods',
    says: 'pods reach each other on every pair of nodes',
    phase: 'cluster',
    functions: [checkPods],
    checks: ['check_pods'],
  },
  {
    name: 'services',
    says: 'a pod on each node reaches a Service by its name',
    phase: 'cluster',
    functions: [checkServices],
    checks: ['check_services'],
  },
];

/** Whether what was delivered runs. An Argo CD that no component brings may be anywhere. */
function workloadsStage({ components }: ClusterPlan): StagePart {
  const argoCd = components.find((component) => provides(component, 'delivery'));
  return {
    name: 'workloads',
    says: `every pod runs${argoCd === undefined ? '' : ', and every Application is Synced and Healthy'}`,
    phase: 'workloads',
    functions: [checkWorkloads],
    checks: [
      'check_running',
      ...(argoCd === undefined ? [] : [shellCall('check_applications', argoCd.namespace)]),
    ],
  };
}
