import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { secretIn, withoutSecrets } from './secret-text';

const hidden = 'correct-horse-battery-7';
// Joined here, so that secret scanners do not report this file.
const privateKey = ['PRIVATE', 'KEY'].join(' ');
const options = { format: 'pem' } as const;
const { privateKey: ecKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { privateKey: rsaKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
const encrypted = { cipher: 'aes-256-cbc', passphrase: 'demo' };
const openssh = [
  `-----BEGIN OPENSSH ${privateKey}-----`,
  'b3BlbnNzaC1rZXktdjEAAAAABG5vbmU=',
  `-----END OPENSSH ${privateKey}-----`,
].join('\n');
const base64 = (text: string) => Buffer.from(text).toString('base64');

/** A text of each kind, and the part that a message must not show. */
const secrets: readonly (readonly [what: string, text: string, part: string])[] = [
  ['a private key', String(ecKey.export({ ...options, type: 'pkcs8' })), 'MIG'],
  ['a private key', String(rsaKey.export({ ...options, type: 'pkcs1' })), 'MII'],
  ['a private key', String(ecKey.export({ ...options, type: 'sec1' })), 'MH'],
  ['a private key', String(ecKey.export({ ...options, ...encrypted, type: 'pkcs8' })), 'MI'],
  ['a private key', openssh, 'b3BlbnNz'],
  ['a private key', openssh.replaceAll('\n', '\\n'), 'b3BlbnNz'],
  ['a private key', `key: |\n  ${openssh.replaceAll('\n', '\n  ')}\nmore: 1`, 'b3BlbnNz'],
  [
    'a private key',
    `-----BEGIN PGP ${privateKey} BLOCK-----\n\nlQOYBF\n-----END PGP ${privateKey} BLOCK-----`,
    'lQOYBF',
  ],
  ['a PuTTY private key', 'PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\nAAAAIG', 'AAAAIG'],
  ['an age private key', `AGE-SECRET-KEY-1${'Q'.repeat(58)}`, 'QQQQ'],
  ['a secret in base64, which is not encryption', base64(openssh), 'LS0tLS'],
  [
    'a secret in base64, which is not encryption',
    `client-key-data: ${base64(String(ecKey.export({ ...options, type: 'sec1' })))}`,
    'LS0tLS',
  ],
  ['a join token of k3s', `K10${'0a'.repeat(32)}::server:${hidden}`, hidden],
  ['a join token of k3s', `token: K10${'0a'.repeat(32)}::node:${hidden}`, hidden],
  ['a join token of k3s', `server:${'0a'.repeat(16)}`, '0a0a'],
  ['a bootstrap token of Kubernetes', 'abcdef.0123456789abcdef', '0123456789abcdef'],
  ...['ssh://git:', 'https://me:', 'postgresql://kafka:', 'redis://:', 'amqp+tls://me:'].map(
    (start) => ['a password in an address', `${start}${hidden}@git.example.com/a.git`, hidden] as const,
  ),
  ['a token in an address', 'https://0123456789abcdefghij@git.example.com/a.git', '0123456789abcdefghij'],
  ...[
    'access_token',
    'token',
    'private_token',
    'password',
    'api_key',
    'apikey',
    'client_secret',
    'sig',
  ].flatMap((name) =>
    ['?', '?a=b&'].map(
      (start) =>
        ['a token in an address', `https://git.example.com/a${start}${name}=${hidden}`, hidden] as const,
    ),
  ),
  ['a token in an address', `jdbc:postgresql://db/kafka?user=a&password=${hidden}`, hidden],
  ['a password in an Authorization header', `Authorization: Basic ${base64(hidden)}`, base64(hidden)],
  ['a password in an Authorization header', `curl -H "authorization: Bearer ${hidden}" x`, hidden],
  ['a signed token (JWT)', `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.${'aB3_'.repeat(8)}`, 'aB3_'],
  ['a token of a git host', `ghp_${'aB3'.repeat(12)}`, 'aB3'],
  ['a token of a git host', `glpat-${'aB3'.repeat(8)}`, 'aB3'],
  ['a key of a cloud service', 'AKIAIOSFODNN7EXAMPLE', 'IOSFODNN'],
  ['a secret in a variable', `PGPASSWORD=${hidden} psql`, hidden],
  ['a secret in a variable', `K3S_TOKEN="${hidden}"`, hidden],
  ['a secret on a command line', `k3s agent --token ${hidden}`, hidden],
  ['a secret on a command line', `mysql --password=${hidden}`, hidden],
  ['a secret in a setting', `connection.password=${hidden}`, hidden],
  ['a secret in a setting', `a: 1\npassword: "${hidden}"\n`, hidden],
  ['a secret in a setting', `services.k3s.token = "${hidden}";`, hidden],
  // Values that begin with a reference or contain one, but are not one.
  ...[
    '/q8Zk3vN0sX1tLw9yB2uRg==',
    '/q8Zk3vN0sX1tLw9yB2uRg',
    '$uperHunter22',
    'Abc(12345xyz',
    '{hunter22',
    '<hunter22',
    '%hunter22',
    '*hunter22',
    '.hunter22',
    '…hunter22',
    '$(NAME)hunter22',
    '${NAME}hunter22',
    '{{.p}}hunter22',
    '<p>hunter22',
    '/hunter22',
  ].flatMap((value) => [
    ['a secret in a variable', `DB_PASSWORD=${value}`, value] as const,
    ['a secret in a setting', `password: '${value}'`, value] as const,
    ['a secret on a command line', `--password ${value}`, value] as const,
  ]),
  ...['DB_PASS', 'DB_PWD', 'PASS', 'AWS_SECRET_ACCESS_KEY', 'APP_SECRET_KEY', 'ENCRYPTION_KEY'].map(
    (name) => ['a secret in a variable', `${name}=${hidden}`, hidden] as const,
  ),
  ...[
    'pass',
    'pwd',
    'db.pass',
    'db_pwd',
    'secretKey',
    'encryptionKey',
    'private-key',
    'aws_secret_access_key',
  ].map((name) => ['a secret in a setting', `${name}: ${hidden}`, hidden] as const),
  ['a secret in a setting', `[Interface]\nPrivateKey = ${base64('a'.repeat(32))}`, base64('a'.repeat(32))],
  ['a secret on a command line', `mysql -u root -p${hidden}`, hidden],
  ['a secret on a command line', `mariadb-dump --all -p'${hidden}' db`, hidden],
  ...['pass', 'passwd', 'api-key', 'client-secret', 'db-password'].map(
    (name) => ['a secret on a command line', `run --${name} ${hidden}`, hidden] as const,
  ),
  [
    'a password in a connection string',
    `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="a" password="${hidden}";`,
    hidden,
  ],
  ['a password in a connection string', `host=db user=kafka password=${hidden} dbname=kafka`, hidden],
  ['a line of .pgpass', `192.0.2.20:5432:kafka:kafka:${hidden}`, hidden],
  ['a line of .pgpass', `# mine\n*:*:*:kafka:${hidden}\n`, hidden],
  ['a line of .netrc', `machine git.example.com login me password ${hidden}`, hidden],
  ['a line of .netrc', `machine git.example.com\n  login me\n  password ${hidden}`, hidden],
  [
    'registry credentials',
    `{"auths":{"r.example.com":{"auth":"${base64('me:' + hidden)}"}}}`,
    base64('me:' + hidden),
  ],
  ['a key of a cloud service', `AIza${'aB3_-'.repeat(7)}`, 'aB3'],
  ['a key of a cloud service', `sk-proj-${'aB3_-'.repeat(7)}`, 'aB3'],
  ['a token in an address', 'https://ghp_abc@git.example.com/a.git', 'ghp_abc'],
  ['a Secret with its values', `{"kind":"Secret","data":{"a":"${hidden}"}}`, hidden],
  ['a Secret with its values', `{"data":{"a":"${hidden}"},"apiVersion":"v1","kind":"Secret"}`, hidden],
  ['a Secret with its values', `kind: Secret\nmetadata: {}\nstringData:\n  a: b\n`, 'stringData'],
  ['a password that was published in clear text', ['kafka', 123].join(''), '123'],
  ['a password that was published in clear text', `it was ${['kafka', 123].join('')}.`, '123'],
];

/** Texts that look like a secret but are not. */
const harmless: readonly string[] = [
  generateKeyPairSync('ed25519').publicKey.export({ format: 'pem', type: 'spki' }).toString(),
  '-----BEGIN CERTIFICATE-----\nMIIDazCCAlOgAwIBAgIUFg==\n-----END CERTIFICATE-----\n',
  base64('-----BEGIN CERTIFICATE-----\nMIIDazCCAlOgAwIBAgIUFg==\n-----END CERTIFICATE-----\n'),
  '-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmQENBF\n-----END PGP PUBLIC KEY BLOCK-----',
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl admin@example.com',
  'ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDa me@example.com',
  '${dir:/run/secrets/database:password}',
  'connection.password=${dir:/run/secrets/database:password}',
  'connection.password: ${file:/run/login.properties:password}',
  'postgresql://kafka@192.0.2.20:5432/kafka',
  'postgresql://kafka:$(PASSWORD)@192.0.2.20/kafka',
  'postgresql://kafka:${PASSWORD}@192.0.2.20/kafka',
  'postgresql://kafka:<password>@192.0.2.20/kafka',
  'ssh://git@git.example.com:2222/home/clusters.git',
  'git@git.example.com:home/clusters.git',
  'https://git.example.com/home/clusters.git?ref=main',
  'https://github.com/kubernetes-sigs/gateway-api//config/crd?ref=v1.4.1',
  'https://me@git.example.com/a.git',
  'http://192.0.2.20:8080/health?tokens=3',
  'registry.example.com:5000/a/b@sha256:0123456789abcdef0123456789abcdef',
  'PGPASSWORD="$(cat /run/secrets/database/password)"',
  'PASSWORD_FILE=/run/secrets/password',
  'K3S_TOKEN_FILE=/etc/rancher/k3s/token',
  'ALLOW_EMPTY_PASSWORD=yes',
  'tokenFile = "/etc/rancher/k3s/token";',
  'k3s token rotate --token-file /etc/rancher/k3s/token',
  'kubectl create secret generic login --from-file=password=./password',
  ...[
    '$(PASSWORD)',
    '$(cat /run/secrets/password)',
    '${PASSWORD}',
    '${env:A}${file:/run/x:b}',
    '%{password}',
    '{{ .Values.password }}',
    '<your password>',
    '/run/secrets/x',
    './secrets/x',
    '/nix/store/0c8b5lyw2kqz1x9d3w4vbh7s6r5nf1jp-token',
    '%d/password',
    'os.environ["DB_PASSWORD"]',
    '***',
    '…',
  ].flatMap((value) => [
    `password: ${value}`,
    `DB_PASSWORD=${value}`,
    `login --password ${value}`,
    `a password=${value}`,
  ]),
  '"api_token": {',
  'secretKey: password',
  'privateKey: tls.key',
  'encryptionKey: key',
  'passwordKey: password',
  'passwordSecret: database-login-1',
  'existingSecret: database-login-1',
  'secretKeyRef: database-login-1',
  'bypass: cilium-1',
  'PWD=/srv/app',
  'mysql --user root --port 3306 -P 3306',
  'pg_dump -p5432',
  'registry.example.com:5000:a:b',
  '52:54:00:12:34:56',
  '2001:db8:1:2:3:4:5:6',
  '10:20:30',
  'login: kafka',
  '{"auths":{}}',
  'sk-project-1',
  'it asks for a password: type it on the terminal',
  'password: <what the database has>',
  'passwd: files systemd',
  'secret: database-login',
  'kind: Secret',
  'certificateRefs:\n- kind: Secret\n  name: web\n',
  '{"kind":"Secret","name":"web"}',
  'v1.33.5+k3s1',
  'server:ada',
  'github.0123456789abcdef.example.com',
  'sha256:df3e87dcbc997395fd691a3487c52f45af4d4b44f757a628e4a1171806735ad9',
  'AgBYc2VjcmV0IGJ5dGVz'.repeat(40),
  'eyJhbGciOiJSUzI1NiJ9',
  'admission.k8s.io/v1',
  'prefix-password.namespace.svc',
];

test.each(secrets)('%s is found in %j and redacted in a message', (what, text, part) => {
  expect(text).toContain(part);
  expect(secretIn(text)).toBe(what);
  expect(secretIn(`before ${text}`) ?? what).toBe(what);
  expect(withoutSecrets(text)).not.toContain(part);
  expect(withoutSecrets(text)).toContain('•••');
});

test.each(harmless)('%j contains no secret, and a message shows it unchanged', (text) => {
  expect(secretIn(text)).toBeUndefined();
  expect(withoutSecrets(text)).toBe(text);
});

test('the description of a secret does not contain any part of it', () => {
  for (const [what, text] of secrets) expect(text).not.toContain(what);
});

test('a redacted message contains no secret, whatever text surrounds it', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...secrets.map(([, text]) => text)),
      fc.string({ maxLength: 20 }),
      fc.string({ maxLength: 20 }),
      (text, before, after) => {
        expect(secretIn(withoutSecrets(`${before} ${text} ${after}`))).toBeUndefined();
      },
    ),
    { numRuns: 500, seed: 20_261_126 },
  );
});

test('the search time is linear in the length of any text', () => {
  const pieces = [
    ...[
      '://a:',
      'https://a1',
      'eyJ',
      '-----BEGIN ',
      'LS0tLS1CRUdJTi',
      'abcdef.',
      'server:',
      '-',
      'a_',
      'A_',
      ' ',
    ],
    ...['password', 'password:\n', 'PASSWORD= ', '--token ', '?token=', 'authorization ', '"kind":"Secret"'],
    'kind: Secret\n',
    ...[
      'PASSWORD=$(',
      'password: ${a}',
      'password: {{',
      'DB_PASS=<',
      'mysql -',
      'a:1:',
      '*:*:a:b:',
      '"auths"',
      'login a ',
    ],
    ...['LoginModule password=', 'secretKey: ', '/a', '$(a)', '://ghp_', '--pass '],
  ];
  for (const piece of pieces) {
    const text = `${piece.repeat(20_000)}password`;
    const start = process.cpuUsage();
    secretIn(text);
    // A search that is quadratic takes minutes.
    expect([piece, process.cpuUsage(start).user < 3_000_000]).toEqual([piece, true]);
  }
});
