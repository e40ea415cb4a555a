import { load } from 'js-yaml';
import { exclusionsFor, renderExclusions } from './exclusions';

const exclusions = exclusionsFor({ endpoints: false });

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

test("k3s' own objects are excluded, and what people write for k3s is not", () => {
  const kinds = exclusions.flatMap((exclusion) => exclusion.kinds);
  expect(kinds).toEqual(expect.arrayContaining(['Addon', 'HelmChart']));
  expect(kinds).not.toContain('HelmChartConfig');
});

test('Endpoints and EndpointSlices are applied where an upstream ships them', () => {
  const kinds = exclusionsFor({ endpoints: true }).flatMap((exclusion) => exclusion.kinds);
  expect(kinds).not.toContain('Endpoints');
  expect(kinds).not.toContain('EndpointSlice');
  expect(kinds).toHaveLength(exclusions.flatMap((exclusion) => exclusion.kinds).length - 2);
});
