import { smallCluster } from '../../testing/clusters';
import { caller, made, port, workloadOf } from '../../testing/components';
import { asked, modelOf } from '../../testing/reach';
import { planned } from '../../testing/clusters';
import { routes } from '../../component';
import { claim } from '../../inventory';
import { parsePort, type Problem, valueOf } from '../../values';
import { findNamed } from './find-named';

const found = (name: string, text: string) => {
  const problems: Problem[] = [];
  const shop = made({
    name,
    plan: { workloads: [workloadOf(name, { name: 'web', listens: [port('http', 8080, 'world')] })] },
  });
  const named = findNamed(planned(smallCluster([shop])), text, 'to', (problem) => problems.push(problem));
  return { named, problems };
};

test.each([
  ['ada', 'node ada', '192.0.2.11'],
  ['db', 'host db', '192.0.2.20'],
])(
  'a component with the name of a machine, %s: the question asks for longer forms',
  (name, what, address) => {
    const { named, problems } = found(name, name);
    expect(named).toBeUndefined();
    expect(problems).toEqual([
      {
        at: 'to',
        reason: `"${name}" means ${what} and workload ${name}/web`,
        next: `write ${address} and ${name}/web instead`,
      },
    ]);
    for (const text of [address, `${name}/web`]) expect(found(name, text).named).toBeDefined();
  },
);

test.each(['git.example.com', 'a-b.example.org'])(
  '%s, which no flow declares, is a name of the internet',
  (text) => {
    expect(found('shop', text).named).toEqual({ kind: 'domain', name: text, isDeclared: false });
    const model = modelOf(smallCluster([caller('other', [], 'default')]));
    const [byName, all] = [text, 'internet'].map((to) => asked(model, 'other', to, 443).verdict);
    expect(byName).toBe(all);
  },
);

test.each(['shop.shop.svc.cluster.local', 'printer.local', 'shopp', 'a..b'])(
  '%s is not a name of the internet',
  (text) => {
    const { named, problems } = found('shop', text);
    expect(named).toBeUndefined();
    expect(problems[0]?.next).toContain('an address');
  },
);

test.each([
  ['shop.example.com', 'shop.example.com'],
  ['SHOP.example.com', 'shop.example.com'],
  ['any.example.com', '*.example.com'],
])('%s, a host of a route, is asked for by an address: asterism does not know its DNS', (text, host) => {
  const route = { host, path: '/', namespace: 'shop', service: 'web', port: valueOf(parsePort(80)) };
  const shop = made({
    name: 'shop',
    plan: { claims: [claim(routes, route)] },
  });
  const problems: Problem[] = [];
  const report = (problem: Problem) => problems.push(problem);
  expect(findNamed(planned(smallCluster([shop])), text, 'to', report)).toBeUndefined();
  expect(problems).toEqual([
    {
      at: 'to',
      reason: `"${text}" is a host of the route of shop; its DNS decides which address it has`,
      next: 'ask for the address of the load balancer',
    },
  ]);
});
