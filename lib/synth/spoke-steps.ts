import { argoCdNamespace, inCluster } from '../argocd';
import type { Facts } from '../inventory';
import { shellWord } from '../values';
import type { BootstrapStep } from './bootstrap-step';

/** Namespace and name of the account with which a hub's Argo CD comes to a cluster, as `argocd cluster add` names it. */
const account = { namespace: 'kube-system', name: 'argocd-manager' } as const;

/** Whether Argo CD runs in another cluster, the hub. */
export function isSpoke({ destination }: Pick<Facts, 'destination'>): boolean {
  return destination !== inCluster;
}

/** `kubectl` for the cluster in which Argo CD runs. Without the variable it stops, or it would take this cluster for the hub. */
export function kubectlOfArgoCd(facts: Pick<Facts, 'destination'>): string {
  return isSpoke(facts) ? 'kubectl --kubeconfig "${HUB:?}"' : 'kubectl';
}

/**
 * The step that lets the hub deliver here: an account in this cluster, and a Secret in the hub with its token. The form of the
 * Secret: https://argo-cd.readthedocs.io/en/stable/operator-manual/declarative-setup/#clusters
 */
export function spokeSteps(facts: Facts): readonly BootstrapStep[] {
  if (!isSpoke(facts)) return [];
  const { namespace, name } = account;
  const hub = kubectlOfArgoCd(facts);
  const secret = shellWord(`cluster-${facts.name}`);
  const applied = (made: string) => `${made} --dry-run=client -o yaml | kubectl apply --server-side -f -`;
  return [
    {
      title: 'An account for the hub',
      why: [
        'Argo CD in the hub comes with this account, which may do everything here.',
        'Its token does not expire; to replace it, delete Secret kube-system/argocd-manager-token and do this step again.',
      ].join(' '),
      commands: [
        applied(`kubectl --namespace ${namespace} create serviceaccount ${name}`),
        applied(
          `kubectl create clusterrolebinding ${name} --clusterrole=cluster-admin --serviceaccount=${namespace}:${name}`,
        ),
        "kubectl apply --server-side -f - <<'END'",
        'apiVersion: v1',
        'kind: Secret',
        'type: kubernetes.io/service-account-token',
        'metadata:',
        `  name: ${name}-token`,
        `  namespace: ${namespace}`,
        '  annotations:',
        `    kubernetes.io/service-account.name: ${name}`,
        'END',
        `kubectl --namespace ${namespace} wait --for=jsonpath='{.data.token}' secret/${name}-token --timeout=60s`,
        'folder=$(mktemp -d)',
        `kubectl --namespace ${namespace} get secret ${name}-token --output go-template='{"bearerToken":"{{.data.token | base64decode}}","tlsClientConfig":{"caData":"{{index .data "ca.crt"}}"}}' >"$folder/config"`,
        `${hub} --namespace ${argoCdNamespace} create secret generic ${secret} \\`,
        `  --from-literal=name=${shellWord(facts.name)} --from-literal=server=${shellWord(facts.destination)} \\`,
        `  --from-file=config="$folder/config" --dry-run=client -o yaml | ${hub} apply --server-side -f -`,
        `${hub} --namespace ${argoCdNamespace} label secret ${secret} argocd.argoproj.io/secret-type=cluster --overwrite`,
        'rm -r "$folder"',
      ],
    },
  ];
}
