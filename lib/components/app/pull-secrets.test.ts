import { findingsIn } from '../../check';
import { bundled, smallCluster } from '../../testing/clusters';
import { bundleOf, filesOf } from '../../synth';
import { find } from '../../testing/facts';
import { field } from '../../testing/field';
import { app } from './app';

test('an app with a pull secret names it in its pods, and the bootstrap page makes it with the right type', () => {
  const shop = app({
    name: 'shop',
    image: 'registry.example.com/private/shop:1.0.0',
    ports: { http: 8080 },
    pullSecrets: ['registry'],
  });
  const input = smallCluster([shop], { secrets: { 'shop/registry': { from: 'manual' } } });
  const bundle = bundled(input);
  expect(findingsIn(bundle)).toEqual([]);
  const deployment = find(
    bundle.objects.map(({ object }) => object),
    'Deployment',
    'shop',
  );
  expect(field(deployment['spec'], 'template', 'spec', 'imagePullSecrets')).toEqual([{ name: 'registry' }]);
  const page = filesOf(bundleOf(bundle.plan, new Map())).find(({ path }) => path.endsWith('/README.md'));
  expect(page?.text).toContain(
    "create secret generic registry \\\n  --type=kubernetes.io/dockerconfigjson \\\n  --from-file='.dockerconfigjson'=./'.dockerconfigjson' \\\n",
  );
});
