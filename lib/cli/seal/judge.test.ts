import { makeCertificate } from '../../testing/certificate';
import { parseSealingCertificate, type Problem, problemText, type Report, valueOf } from '../../values';
import type { Given } from './given';
import { checkKeys, checkValues, type ReadValue, warningsFor } from './judge';
import { mostBytes } from './read-value';

const target = {
  cluster: 'small',
  namespace: 'shop',
  name: 'login',
  keys: ['password', 'username'],
  values: {},
  labels: {},
  file: 'x',
};
const from = (key: string, way: 'literal' | 'stdin' = 'stdin'): Given =>
  way === 'literal'
    ? { key, option: '--from-literal', from: 'literal', value: '' }
    : { key, option: '--from-stdin', from: 'stdin' };
const value = (key: string, bytes: string | Buffer, way?: 'literal' | 'stdin'): ReadValue => ({
  given: from(key, way),
  value: Buffer.from(bytes),
});

function messagesOf(act: (report: Report) => void): string[] {
  const problems: Problem[] = [];
  act((problem) => problems.push(problem));
  return problems.map(problemText);
}

test('every key is given or kept, and something is given', () => {
  const check = (given: readonly string[], kept: Readonly<Record<string, string>>) =>
    messagesOf((report) => {
      checkKeys(
        target,
        given.map((key) => from(key)),
        kept,
        report,
      );
    });
  expect(check(['password', 'username'], {})).toEqual([]);
  expect(check(['password'], { username: 'x' })).toEqual([]);
  expect(check([], {})).toEqual([
    'small.secrets.shop/login: the keys password and username are not given; add --from-file password=PATH or --from-stdin password',
  ]);
  expect(check(['password'], { other: 'x' })).toEqual([
    'small.secrets.shop/login: the key username is not given; add --from-file username=PATH or --from-stdin username',
  ]);
  expect(check([], { password: 'x', username: 'x' })).toEqual([
    'shop/login: nothing is given to be sealed; add --from-file KEY=PATH, KEY being one of password, username',
  ]);
});

test('what leaked once is not sealed, also among other bytes, and is not shown', () => {
  // The leaked password itself stands nowhere, not even here.
  const leaked = ['kafka', '123'].join('');
  const messages = messagesOf((report) => {
    checkValues(
      [
        value('password', leaked),
        value(
          'username',
          Buffer.concat([Buffer.from([0, 255]), Buffer.from(`x\n${leaked}\n`), Buffer.from([128])]),
        ),
        value('token', `K10${'ab'.repeat(32)}::server:x`),
        value('fine', 'a value that leaked nowhere'),
      ],
      report,
    );
  });
  const rest =
    'is, or holds, a password that was published in clear text and counts as leaked; change it where it is used, and seal the new one';
  expect(messages).toEqual([`password: ${rest}`, `username: ${rest}`]);
  expect(messages.join('\n')).not.toContain(leaked);
});

test('values may fill a Secret to its last byte, together', () => {
  const check = (...sizes: readonly number[]) =>
    messagesOf((report) => {
      checkValues(
        sizes.map((size, index) => value(`key-${index}`, Buffer.alloc(size))),
        report,
      );
    });
  expect(check(mostBytes)).toEqual([]);
  expect(check(mostBytes - 1, 2)).toEqual([
    'key-0 and key-1: hold 1048577 bytes together, and a Secret at most 1048576; hand that much over in another way',
  ]);
});

describe('warnings', () => {
  const made = makeCertificate(
    { rsa: 2048 },
    new Date('2024-01-02T00:00:00Z'),
    new Date('2034-01-02T00:00:00Z'),
  );
  const certificate = valueOf(parseSealingCertificate(made.certificate));
  const warnings = (now: string, ...values: readonly ReadValue[]) =>
    warningsFor(values, certificate, Date.parse(now)).map(problemText);
  const today = '2026-05-06T00:00:00Z';

  test('there are none for a value from standard input and a certificate that is valid', () => {
    expect(warnings(today, value('password', 'hunter2'))).toEqual([]);
  });

  test('tell the dates of a certificate that is not valid', () => {
    expect(warnings('2035-01-01T00:00:00Z')).toEqual([
      'certificate: expired on 2034-01-02; today is 2035-01-01; fetch the newest with `kubeseal --fetch-cert`',
    ]);
    expect(warnings('2023-12-31T00:00:00Z')).toEqual([
      'certificate: is valid from 2024-01-02 on; today is 2023-12-31; look at the clock, or fetch the newest with `kubeseal --fetch-cert`',
    ]);
  });

  test('tell of a literal, an empty value and a line break at the end', () => {
    const told = warnings(
      today,
      value('password', 'hunter2', 'literal'),
      value('username', ''),
      value('token', 'hunter2\n'),
      value('windows', 'hunter2\r\n'),
      value('inside', 'hunter2\nhunter2'),
    );
    const ending =
      'the value ends with a line break, which pods take for a part of it; make it without one (printf %s, tr -d) and seal it again, unless that is meant';
    expect(told).toEqual([
      "--from-literal: the value of password is now in the shell's history, and the list of processes showed it; clear it there; --from-stdin password and --from-file password=PATH leave no trace",
      'username: the value is empty; look where it came from, unless that is meant',
      `token: ${ending}`,
      `windows: ${ending}`,
    ]);
    expect(told.join('\n')).not.toContain('hunter2');
  });
});
