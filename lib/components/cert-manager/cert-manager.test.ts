import fc from 'fast-check';
import { claim, type Component } from '../../core';
import { type ClusterInput, defineCluster } from '../../plan';
import { smallCluster } from '../../testing/clusters';
import { made as stub } from '../../testing/components';
import { find, manifestsOf, planFrom, read } from '../../testing/facts';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { untyped } from '../../testing/untyped';
import { problemText } from '../../values';
import { app } from '../app';
import { certificateIssuers, certificates } from '../certificates';
import { certManager } from '.';
import { parseAcmeServer } from './acme-server';
import { issuers, secrets } from './fixture';

const [staging, production, selfSigned, made, given] = issuers;
const everything = certManager({ issuers: [...issuers] });
const at = 'small.components.cert-manager.issuers';

/** What a person reads about these issuers, which may be anything. */
function messages(...list: readonly unknown[]): readonly string[] {
  return read(untyped(certManager)({ issuers: list })).messages;
}

const problemsOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

test('golden of an issuer of each kind', () => {
  const { upstream, workloads, secrets: needs } = planFrom(everything);
  expectGolden(
    'cert-manager/everything.yaml',
    yamlDocuments([upstream, { workloads }, { secrets: needs }, ...manifestsOf(everything)]),
  );
});

test('a cluster with an issuer of each kind has no problem once the file says where its Secrets come from', () => {
  expect(problemsOf(smallCluster([everything], { secrets }))).toEqual([]);
});

test.each([
  [
    'two issuers of one name',
    [staging, { ...selfSigned, name: 'staging' }],
    `${at}[1].name: "staging" is the name of another issuer as well; choose another name`,
  ],
  [
    'two ACME issuers of one name',
    [staging, staging],
    `${at}[1].name: "staging" is the name of another issuer as well; choose another name`,
  ],
  [
    'production before staging exists',
    [production],
    `${at}.production.server: is production of Let's Encrypt, and no issuer is for staging: failed attempts in production use up its rate limits; add an issuer with server: 'staging', and try the certificate with it first`,
  ],
  [
    'production written as its URL',
    [{ ...production, server: 'https://ACME-v02.api.letsencrypt.org:443/directory' }],
    `${at}.production.server: is production of Let's Encrypt, and no issuer is for staging: failed attempts in production use up its rate limits; add an issuer with server: 'staging', and try the certificate with it first`,
  ],
  [
    'an email that is none',
    [{ ...staging, email: 'admin' }],
    `${at}.staging.email: "admin" is not an email address; write one such as admin@example.com`,
  ],
  [
    'a zone that is not a domain name',
    [{ ...staging, cloudflare: { secret: 'cloudflare', zones: ['*.example.com'] } }],
    `${at}.staging.cloudflare.zones[0]: "*.example.com" is not a domain name; write the zone at Cloudflare, such as example.com`,
  ],
  [
    'no zone',
    [{ ...staging, cloudflare: { secret: 'cloudflare', zones: [] } }],
    `${at}.staging.cloudflare.zones: the list is empty; write a zone, such as example.com`,
  ],
  [
    'a server without https',
    [{ ...staging, server: 'http://acme.example.com/directory' }],
    `${at}.staging.server: "http://acme.example.com/directory" is not an https URL; write https://: ACME servers answer HTTPS only`,
  ],
  [
    'a CA signed by an issuer that is not there',
    [{ ...made, signedBy: 'root' }],
    `${at}.home.signedBy: "root" is not the name of a selfSigned issuer; add { kind: 'selfSigned', name: "root" } to the issuers`,
  ],
  [
    'a CA signed by an issuer of another kind',
    [staging, selfSigned, { ...made, signedBy: 'staging' }],
    `${at}.home.signedBy: "staging" is not the name of a selfSigned issuer; write "self-signed"`,
  ],
  [
    'two CAs made into one Secret',
    [selfSigned, made, { ...made, name: 'lab' }],
    `${at}.lab.secret: cert-manager keeps something else in Secret "home-ca"; choose another name`,
  ],
  [
    'a CA read from the Secret that another one is made into',
    [selfSigned, made, { ...given, secret: made.secret }],
    `${at}.company.secret: cert-manager keeps something else in Secret "home-ca"; choose another name`,
  ],
  [
    'a token in the Secret of the account',
    [{ ...staging, cloudflare: { secret: 'staging-account-key' } }],
    `${at}.staging.cloudflare.secret: cert-manager keeps something else in Secret "staging-account-key"; choose another name`,
  ],
  [
    'a CA in the Secret of the webhook',
    [{ ...given, secret: 'cert-manager-webhook-ca' }],
    `${at}.company.secret: cert-manager keeps something else in Secret "cert-manager-webhook-ca"; choose another name`,
  ],
])('%s is reported', (_, list, message) => {
  expect(messages(...list)).toEqual([message]);
});

test('an issuer whose Secret the cluster file does not state is reported, with the rights of a token', () => {
  expect(problemsOf(smallCluster([everything]))).toEqual([
    "small.secrets.cert-manager/cloudflare: this secret has no source, and cert-manager needs its key token as an API token of Cloudflare with the rights Zone:DNS:Edit and Zone:Zone:Read; write 'cert-manager/cloudflare': { from: 'manual' }, or from 'sealed' or 'external'",
    "small.secrets.cert-manager/company-ca: this secret has no source, and cert-manager needs its keys tls.crt and tls.key as the CA of an issuer; write 'cert-manager/company-ca': { from: 'manual' }, or from 'sealed' or 'external'",
  ]);
});

describe('an app that names an issuer', () => {
  const shop = (issuer: string, host = 'shop.example.com') =>
    app({
      name: 'shop',
      image: 'registry.example.com/shop:1.4.2',
      ports: { http: 8080 },
      exposure: { kind: 'route', hosts: [host], tls: { from: 'issuer', issuer } },
    });
  const place = 'small.components.shop.exposure.tls.issuer';
  const other = (claims: readonly ReturnType<typeof claim>[] = []): Component =>
    stub({ name: 'vault', plan: { provides: [certificates], claims: [...claims] } });

  test.each<readonly [string, readonly Component[], readonly string[]]>([
    ['one of cert-manager, for a host in its zone', [everything, shop('staging')], []],
    ['one of cert-manager, for every host of its zone', [everything, shop('staging', '*.example.com')], []],
    ['one without zones, for any host', [everything, shop('home', 'shop.example.org')], []],
    [
      'one that the cluster does not have',
      [everything, shop('letsencrypt')],
      [
        `${place}: the cluster has no ClusterIssuer "letsencrypt"; write "staging", "production", "self-signed", "home" or "company", or add it to the issuers of cert-manager`,
      ],
    ],
    [
      'one for a host that only ends like its zone',
      [everything, shop('staging', 'shop.badexample.com')],
      [
        `${place}: ClusterIssuer "staging" issues for example.com only, not for shop.badexample.com; choose another issuer, or add the zone to this one`,
      ],
    ],
    ['any, of a provider that does not state its issuers', [other(), shop('letsencrypt')], []],
    [
      'one that a component of your own states',
      [other([claim(certificateIssuers, [{ name: 'vault' }])]), shop('vault')],
      [],
    ],
    [
      'one that a component of your own does not state',
      [other([claim(certificateIssuers, [{ name: 'vault' }])]), shop('acme')],
      [`${place}: the cluster has no ClusterIssuer "acme"; write "vault", or add it to the issuers of vault`],
    ],
  ])('%s', (_, components, found) => {
    const stated = components.includes(everything) ? secrets : {};
    expect(problemsOf(smallCluster(components, { secrets: stated }))).toEqual(found);
  });

  test('without issuers, cert-manager says where to add one', () => {
    expect(problemsOf(smallCluster([certManager(), shop('staging')]))).toEqual([
      `${place}: the cluster has no ClusterIssuer "staging"; add it to the issuers of cert-manager`,
    ]);
  });
});

test('issuers wait for the webhook, a CA for who signs it, and no other issuer for an ACME server', () => {
  const objects = manifestsOf(everything);
  const wave = (kind: string, name: string) =>
    Number(find(objects, kind, name).metadata.annotations?.['argocd.argoproj.io/sync-wave']);
  const order = [
    wave('ClusterIssuer', 'self-signed'),
    wave('Certificate', 'home'),
    wave('ClusterIssuer', 'home'),
    wave('ClusterIssuer', 'staging'),
  ];
  expect(order.map((number) => number > 0)).toEqual([true, true, true, true]);
  expect(order).toEqual([...new Set(order)].sort((a, b) => a - b));
});

test('the controller reaches the ACME servers, Cloudflare and its name servers, and nothing outside without an ACME issuer', () => {
  const reached = (...list: Parameters<typeof certManager>[0][]) =>
    planFrom(certManager(...list)).workloads.flatMap(({ name, connects }) =>
      connects.flatMap(({ to }) =>
        to.kind === 'internet'
          ? [`${name} ${to.host} ${JSON.stringify(to.port)}/${to.transport ?? 'tcp'}`]
          : [],
      ),
    );
  expect(
    reached({
      issuers: [
        staging,
        production,
        { ...staging, name: 'other', server: 'https://acme.example.net:8443/dir' },
      ],
    }),
  ).toEqual([
    'controller acme-staging-v02.api.letsencrypt.org 443/tcp',
    'controller acme-v02.api.letsencrypt.org 443/tcp',
    'controller acme.example.net 8443/tcp',
    'controller api.cloudflare.com 443/tcp',
    'controller *.ns.cloudflare.com 53/udp',
    'controller *.ns.cloudflare.com 53/tcp',
  ]);
  expect(reached({ issuers: [selfSigned, made] })).toEqual([]);
});

test('the API server reaches the webhook, and the pods have only ports that are declared', () => {
  const { workloads } = planFrom(everything);
  expect(
    workloads.flatMap(({ name, listens }) => listens.map(({ port, open }) => [name, port, open])),
  ).toEqual([
    ['controller', 9402, 'declared'],
    ['controller', 9403, 'declared'],
    ['webhook', 10250, 'kube-apiserver'],
    ['webhook', 6080, 'declared'],
    ['webhook', 9402, 'declared'],
    ['cainjector', 9402, 'declared'],
  ]);
});

test.each([
  ['http://acme.example.com/'],
  ['ftp://acme.example.com/'],
  ['acme.example.com'],
  ['Staging'],
  ['https://user:password@acme.example.com/'],
  ['https://acme.example.com/?key=1'],
  ['https://acme.example.com/#a'],
  ['https://acme.example.com:0/'],
  ['https://acme.example.com:99999/'],
  ['https://acme.example.com./'],
  ['https://acme_1.example.com/'],
  ['https://[2001:db8::1]/'],
  ['https:\\\\acme.example.com/'],
  ['https://acme.example.com/a b'],
  [' https://acme.example.com/'],
  ['https://'],
  [''],
])('%j is not an ACME server', (written) => {
  expect(parseAcmeServer(written)).toHaveProperty('refused');
});

test('credentials in the URL of a server are not shown', () => {
  expect(JSON.stringify(parseAcmeServer('https://user:hunter2@acme.example.com/'))).not.toContain('hunter2');
});

test('whatever is written as a server, what is read has a host and a port to which a policy can open the way', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.tuple(fc.constantFrom('https://', 'http://'), fc.string()).map((parts) => parts.join('')),
        fc.domain().map((domain) => `https://${domain}/dir`),
      ),
      (written) => {
        const parsed = parseAcmeServer(written);
        if (!('value' in parsed)) return;
        expect(parsed.value.host).toMatch(/^[a-z0-9.-]+$/);
        expect(parsed.value.port).toBeGreaterThan(0);
        expect(new URL(parsed.value.url).hostname).toBe(parsed.value.host);
      },
    ),
  );
});

test('however many issuers share a Secret, it is stated once with all keys', () => {
  const key = fc.stringMatching(/^[a-z]{1,20}$/);
  fc.assert(
    fc.property(fc.uniqueArray(key, { minLength: 1, maxLength: 30 }), (keys) => {
      const list = keys.map((name) => ({
        ...staging,
        name,
        cloudflare: { secret: 'cloudflare', key: name },
      }));
      expect(planFrom(certManager({ issuers: list })).secrets).toMatchObject([{ name: 'cloudflare', keys }]);
    }),
  );
});
