// Written by `asterism chart hello`. Read what changes, commit it, and change nothing here.
import { chartFacts } from 'asterism';

export const helloFacts = chartFacts({
  repository: 'https://charts.example.com/everyday',
  chart: 'hello',
  version: '1.2.0',
  release: 'hello',
  namespace: 'hello',
  values: 'df06e642e8a2d8f8',
  creates: { hello: ['/ConfigMap', '/Service', 'apps/Deployment'] },
  podSecurity: 'restricted',
  workloads: [
    {
      name: 'hello',
      kind: 'Deployment',
      pods: { 'app.kubernetes.io/name': 'hello' },
      ports: [{ name: 'http', port: 8080, transport: 'tcp' }],
    },
  ],
  services: [{ service: 'hello', port: 80, transport: 'tcp', workload: 'hello', targetPort: 8080 }],
  images: ['registry.example.com/hello:1.2.0'],
});
