import { execFileSync } from 'node:child_process';
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gatewayCluster, issuedBy, routedApp } from '../../testing/gateways';
import { hostTexts } from '../../testing/machines';
import { setStage, type Stage } from '../../testing/stub-programs';
import { clusterGateway } from '.';

const host = 'shop.example.com';
const texts = hostTexts(
  gatewayCluster([clusterGateway(), routedApp('shop', { hosts: [host], tls: issuedBy('production') })]),
);
const openssl = execFileSync('sh', ['-c', 'command -v openssl'], { encoding: 'utf8' }).trim();

/** A stage on which the Gateway serves a good certificate, the one of its Secret. */
function servedStage(): Stage {
  const stage = setStage(
    { 'verify.sh': texts['verify.sh'] ?? '', issuer: 'production' },
    {
      kubectl: [
        ['*get gateway*', 'printf 192.0.2.240'],
        ['*annotations*', 'cat "$stage/issuer"'],
        [
          '*get secret*',
          '[ -e "$stage/secret" ] || { echo "Secret not found"; exit 1; }; base64 "$stage/secret"',
        ],
      ],
      openssl: [
        [`s_client*192.0.2.240:443*-servername ${host}*`, 'cat "$stage/served"'],
        ['*', `exec ${openssl} "$@"`],
      ],
    },
  );
  certificate(stage, 'secret', host, 30);
  copyFileSync(join(stage.folder, 'secret'), join(stage.folder, 'served'));
  return stage;
}

/** Makes a certificate that signs itself. */
function certificate({ folder }: Stage, file: string, name: string, days: number): void {
  execFileSync(
    openssl,
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', `/CN=${name}`, '-days', String(days)],
      ...[
        '-addext',
        `subjectAltName=DNS:${name}`,
        '-keyout',
        join(folder, 'key'),
        '-out',
        join(folder, file),
      ],
    ],
    { stdio: 'ignore' },
  );
}

function serve(stage: Stage, name: string, days: number): void {
  certificate(stage, 'secret', name, days);
  copyFileSync(join(stage.folder, 'secret'), join(stage.folder, 'served'));
}

test.each<readonly [string, (stage: Stage) => void, readonly string[]]>([
  ['everything is as it should be', () => undefined, []],
  [
    'the Secret is missing',
    ({ folder }) => {
      rmSync(join(folder, 'secret'));
    },
    [
      `Secret gateway/https-${host} has a certificate for ${host}`,
      `the one in the Secret is served for ${host}`,
    ],
  ],
  [
    'the issuer of staging made it',
    ({ folder }) => {
      writeFileSync(join(folder, 'issuer'), 'staging');
    },
    ['issuer production made it: found: staging;'],
  ],
  [
    'nothing is served',
    ({ folder }) => {
      rmSync(join(folder, 'served'));
    },
    [
      `a certificate is served for ${host}: found: no certificate from 192.0.2.240:443;`,
      `the one in the Secret is served for ${host}`,
      `it is for ${host} and valid for another day`,
    ],
  ],
  [
    'an older copy is served',
    (stage) => {
      certificate(stage, 'served', host, 20);
    },
    [`the one in the Secret is served for ${host}: found: subject=`],
  ],
  [
    'the certificate is for another host',
    (stage) => {
      serve(stage, 'docs.example.com', 30);
    },
    [`it is for ${host} and valid for another day: found: subject=`],
  ],
  [
    'the certificate ends within a day',
    (stage) => {
      serve(stage, host, 1);
    },
    [`it is for ${host} and valid for another day`],
  ],
])('where %s, verify.sh says which link is at fault', async (_, spoil, faults) => {
  const stage = servedStage();
  try {
    spoil(stage);
    const { code, lines } = await stage.run(['verify.sh', 'certificates']);
    const failed = lines.filter((line) => line.startsWith('FAIL  certificates: '));
    expect(failed).toEqual(
      faults.map((fault): unknown => expect.stringContaining(`FAIL  certificates: ${fault}`)),
    );
    expect(lines.filter((line) => line.startsWith('ok ')).length).toBe(5 - faults.length);
    expect(code).toBe(faults.length === 0 ? 0 : 1);
  } finally {
    stage.remove();
  }
});

test('the runbook shows the links of a host, and a cluster without TLS has neither the section nor the stage', () => {
  const runbook = texts['RUNBOOK.md'];
  expect(runbook).toContain('### Find out which certificate is served');
  expect(runbook).toContain(`-servername ${host} </dev/null`);
  expect(runbook).toContain(`get secret https-${host} -o`);
  const plain = hostTexts(gatewayCluster([clusterGateway(), routedApp('shop', { hosts: [host] })]));
  expect(plain['RUNBOOK.md']).not.toContain('which certificate is served');
  expect(plain['verify.sh']).not.toContain('check_certificate');
});
