import { argoCd, gitFolder } from '../components';
import { smallCluster } from '../testing/clusters';
import { helmChart, made } from '../testing/components';
import { problemText } from '../values';
import { defineCluster } from './cluster';

const chart = (name: string, repository: string) =>
  made({ name, plan: { upstream: helmChart({ repository, chart: name }) } });

/** Where the repository server connects to, as `host:port`, beside the API. */
function fetchedFrom(...components: Parameters<typeof smallCluster>[0]): readonly string[] {
  const { plan, problems } = defineCluster(smallCluster([argoCd(), ...components]));
  if (plan === undefined) return problems.map(problemText);
  const workloads = plan.components.flatMap((component) => component.workloads);
  const connects = workloads.find(({ name }) => name === 'repo-server')?.connects ?? [];
  return connects.flatMap(({ to }) => {
    if (to.kind === 'nodes') return [`nodes:${to.ports.first}`];
    return to.kind === 'internet'
      ? [`${'name' in to.host ? to.host.name : 'cidr' in to.host ? to.host.cidr : '*'}:${to.ports.first}`]
      : [];
  });
}

test('what fetches charts connects to every repository on a port of its own, once each', () => {
  const folder = gitFolder({
    name: 'parts',
    namespace: 'parts',
    url: 'ssh://git@git.example.org:2222/parts.git',
    revision: 'v1.0.0',
    path: 'deploy',
    creates: {},
  });
  expect(
    fetchedFrom(
      chart('a', 'https://charts.example.com'),
      chart('b', 'registry.example.com:5000/charts'),
      chart('c', 'registry.example.com:5000/more'),
      chart('d', 'http://192.0.2.200:8080'),
      chart('e', 'http://192.0.2.11:3000'),
      folder,
    ),
  ).toEqual([
    '*:443',
    'registry.example.com:5000',
    '192.0.2.200/32:8080',
    'nodes:3000',
    'git.example.org:2222',
  ]);
});

test('a repository inside the cluster is reported at the component that names it', () => {
  const [problem] = fetchedFrom(chart('a', 'http://museum.charts.svc:8080'));
  expect(problem).toMatch(/^small\.components\.a\.upstream\.host: museum\.charts\.svc is /);
});

test('a repository that is the pod itself is reported', () => {
  expect(fetchedFrom(chart('a', 'http://localhost:8080'))).toEqual([
    'small.components.a.upstream: "localhost" is not an address from which Argo CD can fetch; write the address of a repository outside the cluster',
  ]);
});
