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

/** The rules of the ClusterRole that a cluster ships for its name server. */
export function shippedRules({ name, objects }: NamedCluster): Rules {
  const role = objects.find(({ object }) => object.kind === 'ClusterRole');
  if (role === undefined) throw new Error(`${name}: no ClusterRole of a name server ships`);
  return v.parse(roleShape, role.object).rules;
}

/**
 * Starts CoreDNS with an account that has all the rules but what they say of one resource.
 * @param number tells its network from the others
 */
export async function startWithout(
  scene: Scene,
  api: ApiServer,
  { how, resolver }: NamedCluster,
  rules: Rules,
  lacking: string,
  number: number,
): Promise<CoreDns> {
  const name = `without-${lacking}`;
  const resources = resourcesOf(api);
  for (const object of accountObjects(name, rulesWithout(rules, lacking))) {
    const why = refusal(await applyObject(api, resources, object));
    if (why !== undefined) throw new Error(`${name}: ${why}`);
  }
  return startCoreDns(scene, api, { ...how, resolver, name, account: name, number, untilReady: false });
}

function rulesWithout(rules: Rules, lacking: string): Rules {
  return rules
    .map((rule) => ({ ...rule, resources: rule.resources.filter((resource) => resource !== lacking) }))
    .filter(({ resources }) => resources.length > 0);
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
