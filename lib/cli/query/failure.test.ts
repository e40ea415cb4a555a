import { defineCluster } from '../../plan';
import { vms } from '../../testing/typical-clusters';
import { problemText } from '../../values';
import { type LoginAttempt, failureOf, isLost } from './failure';
import { chooseTarget } from './target';

const target = chooseTarget([defineCluster(vms)], {});
if (!('table' in target)) throw new Error('the cluster has no sink');
const attempt: LoginAttempt = {
  target,
  place: 'db (192.0.2.20:5432)',
  address: '192.0.2.20',
  port: 5432,
  database: 'shop',
  user: 'shop',
  tls: 'off',
  passwordFrom: 'PGPASSWORD',
};

const coded = (code: string, message = 'x') => Object.assign(new Error(message), { code });
const messageOf = (error: unknown, changes: Partial<LoginAttempt> = {}) =>
  problemText(failureOf(error, { ...attempt, ...changes }));

// What the real server and the kernel bring about is proven in the lab; here is what it cannot make.
test.each([
  [coded('53300'), 'all its connections are taken; try again later, or raise max_connections'],
  [
    coded('CERT_HAS_EXPIRED', 'certificate has expired'),
    'its certificate is not trusted (certificate has expired); name the file of its authority in NODE_EXTRA_CA_CERTS',
  ],
  [
    new Error('Connection terminated unexpectedly'),
    'ended the connection; run it again; if it stays so, read the log of PostgreSQL',
  ],
  [
    coded('XX000', 'odd\nthings \u001b[31m'),
    'says: odd\\nthings \\e[31m (XX000); mend that, and run it again',
  ],
  [
    new Error('the server did not answer in time'),
    'timed out after 60 s: it has let us in, and then did not answer; run it again, with --since or a smaller --limit where the table is large; if it stays so, see what the server is busy with (pg_stat_activity)',
  ],
  ['a text', 'says: a text; mend that, and run it again'],
])('%s is reported in one line with the next step', (error, text) => {
  expect(messageOf(error)).toBe(`db (192.0.2.20:5432): ${text}`);
});

test('a name with several addresses that all refuse is reported as one that refuses', () => {
  const error = new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')], '');
  expect(messageOf(error, { place: 'localhost:5432', address: 'localhost' })).toBe(
    'localhost:5432: refuses the connection: nothing listens there; see whether what should listen at --host and --port runs',
  );
});

test('what a person wrote cannot command the terminal by way of a message', () => {
  for (const code of ['28P01', '28000', '42501', 'ENOTFOUND'])
    expect(
      messageOf(coded(code), { user: '\u001b[2J', address: '\u001b[2J', passwordFrom: '\u001b[2J' }),
    ).not.toMatch(/\p{Cc}/u);
});

test('following tries again after what mends by itself, and after nothing else', () => {
  const lost = ['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', '57P01', '57P03', '08006'].map((code) =>
    coded(code),
  );
  const ended = [
    'Connection terminated unexpectedly',
    'timeout expired',
    'the server did not answer in time',
    'Client was closed and is not queryable',
  ];
  expect([...lost, ...ended.map((message) => new Error(message))].map(isLost)).not.toContain(false);
  const lasting = ['28P01', '3D000', '42P01', '42501', '57014', 'ENOTFOUND'].map((code) => coded(code));
  expect([...lasting, new Error('a fault of ours')].map(isLost)).not.toContain(true);
});
