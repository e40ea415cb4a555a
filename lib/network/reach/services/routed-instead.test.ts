import { ingressClasses } from '../../../component';
import { app } from '../../../components';
import { claim } from '../../../inventory';
import { k3s } from '../../../machines';
import { smallCluster } from '../../../testing/clusters';
import { filling, made } from '../../../testing/components';
import { asked, modelOf } from '../../../testing/reach';

const shop = (exposure?: Parameters<typeof app>[0]['exposure']) =>
  app({
    name: 'shop',
    image: 'registry.example.com/shop:1.4.2',
    ports: { http: 8080 },
    ...(exposure !== undefined && { exposure }),
  });
const route = { kind: 'route', hosts: ['shop.example.com', 'www.example.com'] } as const;

test('who asks for pods that Traefik serves reads how requests come there, and each step answers', () => {
  const model = modelOf(smallCluster([shop(route)]));
  const answer = asked(model, 'internet', 'shop', 8080);
  expect(answer.verdict).toBe('blocked');
  expect(answer.decides).toMatch(
    /; requests for shop\.example\.com and www\.example\.com come by Ingress class traefik, which kube-system\/traefik serves: ask for internet 192\.0\.2\.11 80, and then kube-system\/traefik shop\/app$/,
  );
  expect(asked(model, 'kube-system/traefik', 'shop/app', 8080).verdict).toBe('allowed');
});

test('where it is not known which pods serve the class, the way is unknown', () => {
  const distribution = k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel', disable: ['traefik'] });
  const edge = made({
    name: 'edge',
    plan: { provides: [filling('ingress')], claims: [claim(ingressClasses, { name: 'edge' }, '.class')] },
  });
  const model = modelOf(smallCluster([edge, shop(route)], { distribution }));
  expect(asked(model, 'internet', 'shop', 8080).decides).toMatch(
    /come by Ingress class edge, and neither its address nor its pods are known here, so its way is unknown$/,
  );
});

test('pods without a route, and senders inside the cluster, get no such advice', () => {
  const inside = asked(modelOf(smallCluster([shop()])), 'internet', 'shop', 8080);
  expect(inside.decides).not.toContain('requests for');
  const model = modelOf(smallCluster([shop(route), app({ ...other })]));
  expect(asked(model, 'other', 'shop', 8080).decides).not.toContain('requests for');
});

const other = { name: 'other', image: 'registry.example.com/other:1.0.0', ports: { http: 8080 } };
