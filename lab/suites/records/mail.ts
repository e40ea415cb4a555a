import { app, defineCluster, externalDns, k3s } from 'asterism';
import { bundleOf } from '../../../lib/synth';
import { problemText } from '../../../lib/values';
import { usedCharts } from '../../charts/used';
import { type KubeObject, kubeObject } from '../../drivers/committed';
import { type ExternalDnsValues, externalDnsValues } from '../../drivers/external-dns';

const { plan, problems } = defineCluster({
  name: 'post',
  git: { url: 'https://git.example.com/home/clusters.git', revision: 'main' },
  distribution: k3s({ version: 'v1.33.5+k3s1', networkPlugin: 'flannel' }),
  api: { host: 'ada' },
  networks: {
    nodes: { cidr: '192.0.2.0/24' },
    pods: { cidr: '10.42.0.0/16' },
    services: { cidr: '10.43.0.0/16' },
  },
  nodes: [{ name: 'ada', address: '192.0.2.11', role: 'server' }],
  secrets: { 'external-dns/cloudflare': { from: 'manual' } },
  components: [
    externalDns({
      cloudflare: { secret: 'cloudflare' },
      zones: ['example.com'],
      target: '203.0.113.7',
      sources: ['service'],
    }),
    app({
      name: 'mail',
      image: 'registry.example.com/mail:2.0.0',
      ports: { smtp: 25 },
      exposure: { kind: 'loadBalancer', hosts: ['mail.example.com'] },
    }),
  ],
});

if (plan === undefined) throw new Error(problems.map(problemText).join('\n'));
const objects = bundleOf(plan, new Map()).objects.map(({ path, object }) => kubeObject(object, path));

/** The Service of an app with an address and a host of its own. */
export const mailService: KubeObject = found(
  objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === 'mail-outside'),
);

/** Values of external-dns in the cluster of that app. */
export const mailValues: ExternalDnsValues = externalDnsValues(
  found(usedCharts(objects, 'post').find(({ chart }) => chart === 'external-dns')).values,
);

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the cluster "post" lacks the Service or external-dns');
  return value;
}
