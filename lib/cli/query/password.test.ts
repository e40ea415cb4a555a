import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findPassword, openTo, passwordIn } from './password';

const secret = { namespace: 'kafka-connect', name: 'postgresql', key: 'password' };
const find = (sources: { file?: string; variable?: string }) =>
  findPassword({ ...sources, terminal: false }, 'kafka', 'alkaid', secret);

test('the line break that an editor adds is not part of the password, everything else is', () => {
  expect(['a b\n', 'a b\r\n', 'a b', ' a b ', '"a"\n'].map(passwordIn)).toEqual(
    ['a b', 'a b', 'a b', ' a b ', '"a"'].map((text) => ({ text })),
  );
});

test.each(['', '\n', 'a\n\n', 'a\nb\n', 'a\0b'])('%j is not a password', (text) => {
  expect(passwordIn(text)).toHaveProperty('reason');
});

test('only a file that others may read is warned of', () => {
  expect([0o100600, 0o100400].map((mode) => openTo('f', true, mode))).toEqual([{}, {}]);
  expect(openTo('f', false, 0o10666)).toEqual({});
  expect([0o100640, 0o100604].map((mode) => openTo('f', true, mode))).toEqual(
    ['640', '604'].map((mode) => ({
      warning: `f can be read by others (mode ${mode}); chmod 600 closes it`,
    })),
  );
});

test('a file that is named comes before the variable; without both and without a terminal there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-password-'));
  try {
    const file = join(folder, 'password');
    writeFileSync(file, 'from the file\n', { mode: 0o600 });
    expect(await find({ file, variable: 'from the variable' })).toEqual({
      text: 'from the file',
      from: file,
    });
    expect(await find({ variable: 'from the variable' })).toEqual({
      text: 'from the variable',
      from: 'PGPASSWORD',
    });
    expect(await find({ variable: '' })).toHaveProperty('next', expect.stringContaining('--password-file'));
    writeFileSync(file, 'first line\nsecond\n');
    const refused = await find({ file });
    expect(refused).toMatchObject({ at: '--password-file', next: 'let it hold the password alone' });
    expect(JSON.stringify(refused)).not.toMatch(/first line|second/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
