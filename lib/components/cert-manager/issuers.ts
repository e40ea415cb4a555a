import type { Chart } from 'cdk8s';
import { Certificate, ClusterIssuer, type ClusterIssuerSpec } from '../../../imports/cert-manager.io';
import { syncWave } from '../../core';
import type { Issuer } from './props';
import { accountKey } from './secrets';

/**
 * Each wave waits until the one before is healthy: the webhook of the chart (wave 0) checks all of them, a CA is made by a
 * selfSigned issuer, and the issuer of that CA needs it. ACME issuers are last, so that a server that does not answer keeps
 * nothing else waiting.
 */
const waves = { selfSigned: 1, madeCa: 2, ca: 3, acme: 4 } as const;

/** Makes the ClusterIssuers, and the CAs that cert-manager makes for them. */
export function addIssuers(chart: Chart, issuers: readonly Issuer[], namespace: string): void {
  for (const issuer of issuers) {
    if (issuer.kind === 'ca' && issuer.signedBy !== undefined)
      addCa(chart, { ...issuer, signedBy: issuer.signedBy }, namespace);
    new ClusterIssuer(chart, `issuer-${issuer.name}`, {
      metadata: { name: issuer.name, annotations: syncWave(waves[issuer.kind]) },
      spec: specOf(issuer),
    });
  }
}

function specOf(issuer: Issuer): ClusterIssuerSpec {
  switch (issuer.kind) {
    case 'acme': {
      const { secret, key, zones } = issuer.cloudflare;
      return {
        acme: {
          server: issuer.server.url,
          email: issuer.email,
          privateKeySecretRef: { name: accountKey(issuer.name) },
          solvers: [
            {
              ...(zones !== undefined && { selector: { dnsZones: [...zones] } }),
              dns01: { cloudflare: { apiTokenSecretRef: { name: secret, key } } },
            },
          ],
        },
      };
    }
    case 'selfSigned':
      return { selfSigned: {} };
    case 'ca':
      return { ca: { secretName: issuer.secret } };
  }
}

/**
 * A CA keeps its key when it is renewed, so that clients with the old certificate trust what the new one signs. Ten years:
 * cert-manager's default of 90 days would be shorter than what it signs.
 * https://cert-manager.io/docs/configuration/selfsigned/#bootstrapping-ca-issuers
 */
function addCa(
  chart: Chart,
  { name, secret, signedBy }: { readonly name: string; readonly secret: string; readonly signedBy: string },
  namespace: string,
): void {
  new Certificate(chart, `ca-${name}`, {
    metadata: { name, namespace, annotations: syncWave(waves.madeCa) },
    spec: {
      isCA: true,
      commonName: name,
      secretName: secret,
      duration: '87600h',
      privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Never' },
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: signedBy },
    },
  });
}
