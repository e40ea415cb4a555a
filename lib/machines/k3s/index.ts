import { claim, declareDistribution, type DistributionDeclaration, factsChecks } from '../../inventory';
import { madeKinds } from '../../component';
import { hostFlowClaims, networkPluginClaims } from '../../network';
import { flannel } from '../../network/plugins/flannel';
import { machineFiles } from '../machine-file';
import { keptSettings } from '../kept-settings';
import { nixosModules } from '../nixos/claim';
import { nodeGuides } from '../node-guide';
import { backups, runbookSteps } from '../runbook/step';
import { runbookTasks } from '../runbook/task';
import { stateBackups } from './backup';
import { checkPodNetwork } from './check';
import { k3sFiles } from './files';
import { k3sFlows } from './flows';
import { k3sGuide } from './guide';
import { k3sModule } from './nixos-module';
import { nodeSteps } from './node-steps';
import { packagedClaims } from './packaged-pods';
import { k3sParts } from './parts';
import { k3sProps, type K3sProps } from './props';
import { k3sScripts } from './scripts';
import { k3sTasks } from './tasks';

/**
 * k3s: Kubernetes as one program, with flannel, CoreDNS, a load balancer, Traefik and a metrics server in it. asterism writes its
 * configuration for each node.
 * @example
 * k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' })
 */
export function k3s(props: K3sProps): DistributionDeclaration {
  return declareDistribution('k3s', k3sProps, props, (settings) => ({
    title: 'k3s',
    version: settings.version,
    kubeProxy: settings.kubeProxy,
    // The balancer within k3s listens there, on agents and servers. https://docs.k3s.io/architecture
    localApi: { host: '127.0.0.1', port: balancerPort },
    serverLabels: { 'node-role.kubernetes.io/control-plane': 'true' },
    // https://docs.k3s.io/installation/requirements#inbound-rules-for-k3s-nodes
    serverPorts: [{ port: balancerPort, what: "k3s' own balancer" }],
    ...k3sParts(settings),
    claims: [
      claim(factsChecks, (facts, at, report) => {
        checkPodNetwork(settings, facts, at, report);
      }),
      claim(hostFlowClaims, (facts) => k3sFlows(facts, settings)),
      ...(settings.networkPlugin === 'flannel' ? [claim(networkPluginClaims, flannel)] : []),
      ...packagedClaims(settings),
      // HelmChartConfig is not among these: that is what people write for k3s to read.
      claim(madeKinds, { groups: ['k3s.cattle.io'], kinds: ['Addon', 'ETCDSnapshotFile'] }),
      claim(madeKinds, { groups: ['helm.cattle.io'], kinds: ['HelmChart'] }),
      claim(machineFiles, ({ model }) => [
        ...k3sScripts(model.plan.facts, settings),
        ...k3sFiles(model.plan.facts, settings),
      ]),
      claim(nixosModules, ({ node }, { model }) =>
        node === undefined ? [] : [{ path: 'k3s.nix', text: k3sModule(node, model.plan.facts, settings) }],
      ),
      claim(runbookSteps, nodeSteps),
      claim(runbookTasks, k3sTasks),
      claim(backups, stateBackups),
      // https://docs.k3s.io/cli/server#networking
      claim(keptSettings, ['cluster-cidr', 'service-cidr', 'cluster-dns', 'cluster-domain']),
      claim(nodeGuides, () => k3sGuide),
    ],
  }));
}

const balancerPort = 6444;
