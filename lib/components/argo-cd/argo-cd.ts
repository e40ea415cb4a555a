import {
  awaitedWorkloads,
  capability,
  claim,
  claimsOf,
  type Component,
  createdKinds,
  declareComponent,
  madeKinds,
  planOf,
  remoteAddress,
  sourceFetchers,
} from '../../core';
import { addRouted, routedRequirements, routedSecrets } from '../routed';
import { charts } from '../versions';
import { pageClaims, routedPage } from './page';
import { argoCdProps, type ArgoCdProps } from './props';
import { checkRepositories, repositorySecrets } from './repositories';
import { checkSsh } from './ssh';
import { argoCdValues } from './values';
import { argoCdWorkloads } from './workloads';

/** The release's name. It holds `argocd`, so the chart puts nothing more before its names: `argocd-server`, as the manuals have it. */
const release = 'argocd';

/** Argo CD in the cluster itself. */
const argoCdDelivery = capability({
  name: 'argo-cd',
  means: 'Argo CD, which applies what is committed',
  from: 'list argoCd()',
  exclusive: 'two Argo CDs would undo each other',
  role: 'delivery',
});

/**
 * Argo CD, which delivers the cluster and, after its first installation, itself. One set of pods, without single sign-on
 * and notifications. The bootstrap page of the cluster says how to open its page and to log in.
 * @example
 * argoCd({
 *   domain: 'argocd.example.com',
 *   route: { tls: { from: 'issuer', issuer: 'production' } },
 * })
 */
export function argoCd(props: ArgoCdProps = {}): Component {
  // Its namespace is fixed: Applications and projects live beside it, and every one of them says so.
  const identity = { kind: 'argo-cd', namespace: 'argocd' };
  return declareComponent(identity, argoCdProps, props, (settings, { facts, at, report }) => {
    const { domain, controllerMemory, repoServerMemory, clusters } = settings;
    const applicationSets = settings.applicationSets ?? facts.delivery === 'rolling';
    if (!applicationSets && facts.delivery === 'rolling')
      report({
        at: `${at}.applicationSets`,
        reason: "is false, and delivery 'rolling' is the work of the ApplicationSet controller",
        next: "write true, or deliver by 'waves'",
      });
    if (settings.route !== undefined && domain === undefined)
      report({
        at: `${at}.domain`,
        reason: 'is missing, and a route leads to it',
        next: "write the name of the page, such as 'argocd.example.com'",
      });
    checkRepositories(settings.repositories, facts, identity.namespace, at, report);
    checkSsh(facts.git.url, settings, at, report);
    const routed = routedPage(settings, identity.namespace, release);
    return planOf({
      provides: [argoCdDelivery],
      requires: routed === undefined ? [] : routedRequirements(routed),
      secrets: [
        ...repositorySecrets(settings.repositories),
        ...(routed === undefined ? [] : routedSecrets(routed)),
      ],
      // Every container of the chart runs as a user, without capabilities and with the runtime's seccomp profile.
      podSecurity: 'restricted',
      workloads: argoCdWorkloads({
        component: settings.name,
        namespace: identity.namespace,
        release,
        applicationSets,
        routed: routed !== undefined,
        git: remoteAddress(facts.git.url, 22),
        nodes: facts.nodes,
        clusters,
      }),
      upstream: {
        kind: 'helm',
        ...charts.argoCd,
        release,
        values: argoCdValues({
          domain,
          knownHosts: settings.knownHosts,
          applicationSets,
          endpoints: settings.endpoints,
          routed: routed !== undefined,
          made: claimsOf(facts.distribution, madeKinds).map(({ value }) => value),
          controllerMemory,
          repoServerMemory,
        }),
        creates: created(identity.namespace),
        // Its definition of ApplicationSet alone is over 256 KiB.
        serverSideApply: true,
      },
      claims: [
        claim(sourceFetchers, 'repo-server'),
        ...pageClaims(routed, identity.namespace, release),
        claim(awaitedWorkloads, { kind: 'deployment', name: `${release}-redis` }),
        claim(awaitedWorkloads, { kind: 'deployment', name: `${release}-repo-server` }),
        claim(awaitedWorkloads, { kind: 'statefulset', name: `${release}-application-controller` }),
      ],
      build: (chart, context) => {
        if (routed !== undefined) addRouted(chart, routed, context);
      },
    });
  });
}

/** Job, Roles and account for the cache's password are hooks, and count as well. */
function created(namespace: string) {
  return createdKinds({
    '': [
      'apiextensions.k8s.io/CustomResourceDefinition',
      'rbac.authorization.k8s.io/ClusterRole',
      'rbac.authorization.k8s.io/ClusterRoleBinding',
    ],
    [namespace]: [
      'apps/Deployment',
      'apps/StatefulSet',
      'batch/Job',
      'rbac.authorization.k8s.io/Role',
      'rbac.authorization.k8s.io/RoleBinding',
      '/ConfigMap',
      '/Secret',
      '/Service',
      '/ServiceAccount',
    ],
  });
}
