export const scopes = ['strict', 'namespace', 'cluster'] as const;
export type Scope = (typeof scopes)[number];

/**
 * The file of a cluster whose components need secrets of any kind, one component and namespace for each scope, as a person
 * would write it: with the certificate in it.
 */
export function keeperCluster(keys: readonly string[], certificate: string): string {
  return `import * as v from 'valibot';
import { declareComponent, defineCluster, k3s, planOf, sealedSecrets } from '../lib';

const certificate = \`
  ${certificate.trim().replaceAll('\n', '\n  ')}
\`;

const keepers = ${JSON.stringify(scopes)}.map((name) =>
  declareComponent({ kind: 'keeper', name, namespace: name }, v.strictObject({}), {}, () =>
    planOf({
      secrets: [{ name: 'values', keys: ${JSON.stringify(keys)}, why: 'to prove something' }],
      build: () => undefined,
    }),
  ),
);

export const vault = defineCluster({
  name: 'vault',
  git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
  distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
  api: { host: 'ada' },
  networks: {
    nodes: { cidr: '192.0.2.0/24' },
    pods: { cidr: '10.42.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server' }],
  secrets: { ${scopes.map((scope) => `'${scope}/values': { from: 'sealed' }`).join(', ')} },
  components: [...keepers, sealedSecrets({ certificate })],
});
`;
}
