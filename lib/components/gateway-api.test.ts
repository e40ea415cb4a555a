import { planFrom, read } from '../testing/facts';
import { cilium as lines } from './versions';
import { gatewayApi, gatewayApiDefinitions } from './gateway-api';

test('the definitions come from the tag of the version, with server-side apply, and make nothing but definitions', () => {
  const component = gatewayApi({ version: 'v1.3.0' });
  expect(planFrom(component)).toMatchObject({
    provides: [gatewayApiDefinitions],
    upstream: {
      kind: 'git',
      url: 'https://github.com/kubernetes-sigs/gateway-api',
      revision: 'v1.3.0',
      path: 'config/crd',
      creates: [{ group: 'apiextensions.k8s.io', kind: 'CustomResourceDefinition' }],
      serverSideApply: true,
    },
  });
  expect(component.version).toBe('v1.3.0');
});

test('the default goes with the newest Cilium, and every line of Cilium finds its version', () => {
  expect(gatewayApi().version).toBe(lines.lines['1.19.6'].gatewayApi);
  for (const line of Object.values(lines.lines))
    expect(read(gatewayApi({ version: line.gatewayApi })).messages).toEqual([]);
});

test('no namespace is made for definitions that belong to the whole cluster', () => {
  expect(gatewayApi().namespace).toBe('kube-system');
});
