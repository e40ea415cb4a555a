import type { Shipped } from './committed';
import { membersOf, writtenServiceNames } from './services';

function shipped(kind: string, content: Readonly<Record<string, unknown>>): Shipped {
  const metadata = { name: 'store', namespace: 'demo' };
  return {
    cluster: 'small',
    app: 'store',
    path: 'a.yaml',
    object: { apiVersion: 'v1', kind, metadata, ...content },
  };
}

test('the pods of a set have its name and a number, and addresses that no other has', () => {
  const set = shipped('StatefulSet', { spec: { serviceName: 'stores', replicas: 2 } });
  const single = shipped('StatefulSet', { spec: { serviceName: 'others' } });
  expect(membersOf([set, shipped('Service', {}), single], (index) => `192.0.2.${index}`)).toEqual([
    { service: 'stores', namespace: 'demo', addresses: { 'store-0': '192.0.2.0', 'store-1': '192.0.2.1' } },
    { service: 'others', namespace: 'demo', addresses: { 'store-0': '192.0.2.2' } },
  ]);
});

test('names of Services are found in any text, each once for a namespace', () => {
  const data = {
    a: 'http://web.demo.svc:80\n$POD.peers.demo.svc.cluster.local',
    b: 'web.demo.svc',
    c: 'a.svcs b',
  };
  expect(writtenServiceNames([shipped('ConfigMap', { data })])).toEqual([
    { name: 'web.demo.svc', from: 'demo', path: 'a.yaml' },
    { name: 'peers.demo.svc.cluster.local', from: 'demo', path: 'a.yaml' },
  ]);
});
