import * as v from 'valibot';
import type { Scene } from '../harness';
import type { ApiServer } from './api-server';
import { kubeObject, type KubeObject } from './committed';
import { type CoreDns, startCoreDns } from './core-dns';
import type { NamedCluster } from './dns-world';
import { applyObject, refusal, resourcesOf } from './resources';

const rbac = 'rbac.authorization.k8s.io';
const roleShape = v.object({
  rules: v.array(
    v.looseObject({
      apiGroups: v.array(v.string()),
      resources: v.array(v.string()),
      verbs: v.array(v.string()),
    }),
  ),
});

type Rules = v.InferOutput<typeof roleShape>['rules'];

/** What a rule allows: one verb of one kind. */
export interface Right {
  readonly verb: string;
  readonly resource: string;
}

/** Each thing that rules allow. */
export function rightsOf(rules: Rules): readonly Right[] {
  return rules.flatMap(({ resources, verbs }) =>
    resources.flatMap((resource) => verbs.map((verb) => ({ verb, resource }))),
  );
}

/** The rules of the ClusterRole that a cluster ships for its name server. */
export function shippedRules({ name, objects }: NamedCluster): Rules {
  const role = objects.find(({ object }) => object.kind === 'ClusterRole');
  if (role === undefined) throw new Error(`${name}: no ClusterRole of a name server ships`);
  return v.parse(roleShape, role.object).rules;
}

/**
 * Starts CoreDNS with an account that has all the rules but one right.
 * @param number tells its network from the others
 */
export async function startWithout(
  scene: Scene,
  api: ApiServer,
  { how, resolver }: NamedCluster,
  rules: Rules,
  lacking: Right,
  number: number,
): Promise<CoreDns> {
  const name = `no-${lacking.verb}-${lacking.resource}`;
  const resources = resourcesOf(api);
  for (const object of accountObjects(name, rulesWithout(rules, lacking))) {
    const why = refusal(await applyObject(api, resources, object));
    if (why !== undefined) throw new Error(`${name}: ${why}`);
  }
  return startCoreDns(scene, api, { pod: { ...how.pod, account: name }, resolver, name, number });
}

function rulesWithout(rules: Rules, lacking: Right): Rules {
  return rules
    .flatMap((rule) =>
      rule.resources.map((resource) => ({
        ...rule,
        resources: [resource],
        verbs: rule.verbs.filter((verb) => resource !== lacking.resource || verb !== lacking.verb),
      })),
    )
    .filter(({ verbs }) => verbs.length > 0);
}

function accountObjects(name: string, rules: Rules): readonly KubeObject[] {
  const account = { name, namespace: 'kube-system' };
  return [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: account },
    { apiVersion: `${rbac}/v1`, kind: 'ClusterRole', metadata: { name }, rules },
    {
      apiVersion: `${rbac}/v1`,
      kind: 'ClusterRoleBinding',
      metadata: { name },
      roleRef: { apiGroup: rbac, kind: 'ClusterRole', name },
      subjects: [{ kind: 'ServiceAccount', ...account }],
    },
  ].map((object) => kubeObject(object, name));
}
