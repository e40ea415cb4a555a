import type { Shipped } from './committed';
import { waveOrder } from './wave-order';

function shipped(
  path: string,
  kind: string,
  name: string,
  annotations: Record<string, string> = {},
): Shipped {
  const [top = '', , app = ''] = path.split('/');
  return {
    cluster: 'small',
    app: top === 'apps' ? 'root' : app,
    path,
    object: { apiVersion: 'v1', kind, metadata: { name, annotations } },
  };
}

const wave = (number: number) => ({ 'argocd.argoproj.io/sync-wave': String(number) });
const hook = { 'argocd.argoproj.io/hook': 'PostSync' };

const inOrder = [
  shipped('apps/small/bootstrap/bootstrap.yaml', 'Application', 'root'),
  shipped('apps/small/project.yaml', 'AppProject', 'store', wave(-1)),
  shipped('apps/small/namespaces.yaml', 'Application', 'namespaces', wave(0)),
  shipped('dist/small/namespaces/namespace.yaml', 'Namespace', 'z', wave(-2)),
  shipped('dist/small/namespaces/policy.yaml', 'NetworkPolicy', 'a'),
  shipped('dist/small/namespaces/custom.yaml', 'CiliumNetworkPolicy', 'a'),
  shipped('apps/small/store.yaml', 'Application', 'store', wave(10)),
  shipped('dist/small/store/config.yaml', 'ConfigMap', 'b'),
  shipped('dist/small/store/set.yaml', 'StatefulSet', 'a'),
  shipped('dist/small/store/hook.yaml', 'Job', 'a', hook),
];

test('bootstrap, then each Application with its objects, by wave as a number, phase and kind', () => {
  expect(waveOrder([...inOrder].reverse())).toEqual(inOrder);
});

test.each([
  [
    'whose Application does not ship',
    shipped('dist/small/lost/a.yaml', 'ConfigMap', 'a'),
    'no Application lost',
  ],
  [
    'with a wave that is not a number',
    shipped('apps/small/a.yaml', 'AppProject', 'a', { 'argocd.argoproj.io/sync-wave': 'x' }),
    'the wave "x"',
  ],
])('an object %s has no place', (_, object, why) => {
  expect(() => waveOrder([object])).toThrow(why);
});
