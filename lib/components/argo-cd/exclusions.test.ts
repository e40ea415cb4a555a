import { load } from 'js-yaml';
import type { FactsInput } from '../../inventory';
import { kubernetes } from '../../machines';
import { flannelFacts, planFrom } from '../../testing/facts';
import { argoCd } from '.';
import { exclusionsFor, renderExclusions } from './exclusions';

const exclusions = exclusionsFor({ endpoints: false }, []);

test('the text reads as the list that it was made from', () => {
  expect(load(renderExclusions(exclusions))).toEqual(
    exclusions.map(({ groups, kinds }) => ({ apiGroups: groups, kinds })),
  );
});

test('the setting replaces the default list, so what that excludes is excluded here as well', () => {
  const excluded = new Set(
    exclusions.flatMap(({ groups, kinds }) => kinds.map((kind) => `${groups[0] ?? ''}/${kind}`)),
  );
  for (const kind of [
    '/Endpoints',
    '/EndpointSlice',
    'coordination.k8s.io/Lease',
    'authentication.k8s.io/TokenReview',
    'certificates.k8s.io/CertificateSigningRequest',
    'cert-manager.io/CertificateRequest',
    'cilium.io/CiliumIdentity',
    'cilium.io/CiliumEndpoint',
    'cilium.io/CiliumEndpointSlice',
    'kyverno.io/PolicyReport',
  ])
    expect(excluded).toContain(kind);
});

test("k3s' own objects are excluded, and what people write for k3s is not; elsewhere nothing names k3s", () => {
  const excluded = (input: FactsInput) => JSON.stringify(planFrom(argoCd(), input).upstream);
  expect(excluded(flannelFacts)).toMatch(/- Addon.*- HelmChart\\n/);
  expect(excluded(flannelFacts)).not.toContain('HelmChartConfig');
  const plain = {
    ...flannelFacts,
    distribution: kubernetes({ version: 'v1.34.1', networkPlugin: 'calico' }),
  };
  expect(excluded(plain)).toContain('CertificateSigningRequest');
  expect(excluded(plain)).not.toMatch(/Addon|cattle/);
});

test('Endpoints and EndpointSlices are applied where an upstream ships them', () => {
  const kinds = exclusionsFor({ endpoints: true }, []).flatMap((exclusion) => exclusion.kinds);
  expect(kinds).not.toContain('Endpoints');
  expect(kinds).not.toContain('EndpointSlice');
  expect(kinds).toHaveLength(exclusions.flatMap((exclusion) => exclusion.kinds).length - 2);
});
