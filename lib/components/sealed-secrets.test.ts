import { sealingCertificates } from '../component';
import { claimsOf } from '../inventory';
import { makeCertificate } from '../testing/certificate';
import { claimsFrom, planFrom, read } from '../testing/facts';
import { sealedSecrets } from './sealed-secrets';

test('kubeseal finds the controller without being told where it is', () => {
  const plan = planFrom(sealedSecrets());
  expect(plan.upstream).toMatchObject({ values: { fullnameOverride: 'sealed-secrets-controller' } });
  expect(plan.upstream?.creates).toContainEqual({ group: '', kind: 'Service', namespace: 'kube-system' });
  expect(plan.workloads[0]?.listens).toContainEqual({
    name: 'http',
    port: 8080,
    transport: 'tcp',
    open: 'kube-apiserver',
  });
});

test("the chart's pods are brought up to the restricted level", () => {
  expect(planFrom(sealedSecrets())).toMatchObject({
    podSecurity: 'restricted',
    upstream: {
      values: {
        podSecurityContext: { seccompProfile: { type: 'RuntimeDefault' } },
        containerSecurityContext: { allowPrivilegeEscalation: false },
      },
    },
  });
});

test('not everybody who is known to the API reaches it, though the chart would have it so', () => {
  expect(planFrom(sealedSecrets()).upstream).toMatchObject({
    values: { rbac: { serviceProxier: { bind: false } } },
  });
});

test('what it creates in a namespace is in the namespace that it lives in', () => {
  const namespaces = planFrom(sealedSecrets({ namespace: 'sealing' })).upstream?.creates.map(
    ({ namespace }) => namespace,
  );
  expect(new Set(namespaces)).toEqual(new Set([undefined, 'sealing']));
});

test('refuses a quantity that is none', () => {
  expect(read(sealedSecrets({ memory: '1gb' })).messages).toEqual([
    'small.components.sealed-secrets.memory: "1gb" is not a valid Kubernetes quantity; did you mean "1Gi"?',
  ]);
});

test('the certificate is what secrets are sealed against, and something else is refused without being shown', () => {
  const { certificate } = makeCertificate();
  const [claimed] = claimsOf(claimsFrom(sealedSecrets({ certificate })), sealingCertificates);
  expect(claimed?.value.publicKey.asymmetricKeyType).toBe('rsa');
  expect(claimsFrom(sealedSecrets()).claims).toEqual([]);
  expect(read(sealedSecrets({ certificate: 'hunter2' })).messages).toEqual([
    'small.components.sealed-secrets.certificate: does not contain a certificate in PEM form; expected what `kubeseal --fetch-cert` prints, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----',
  ]);
});
