import { execFileSync } from 'node:child_process';
import { dangerous } from '../testing/parses';
import { filledScript, inDoubleQuotes, shellWord } from './shell';

/** A program argument cannot contain NUL. */
const texts = dangerous.filter((text) => !text.includes('\0'));

test('a shell prints each dangerous word and each text in double quotes unchanged', () => {
  const lines = texts.flatMap((text) => [
    `printf '%s\\0' ${shellWord(text)}`,
    `printf '%s\\0' "${inDoubleQuotes(text)}"`,
  ]);
  const printed = execFileSync('sh', ['-s'], { input: `${lines.join('\n')}\n`, encoding: 'utf8' });
  expect(printed.split('\0').slice(0, -1)).toEqual(texts.flatMap((text) => [text, text]));
});

test('a word without special characters is not quoted', () => {
  expect(['kafka', '192.0.2.1:6443', 'br-pi'].map(shellWord)).toEqual(['kafka', '192.0.2.1:6443', 'br-pi']);
});

test('a script gets its values unchanged wherever it uses them, and missing or unused values are errors', () => {
  const script = 'echo @word@ "$@" "@word@ $word"\n';
  expect(filledScript(script, { word: '$&' })).toBe('echo $& "$@" "$& $word"\n');
  expect(() => filledScript(script, {})).toThrow('"word", which has no value');
  expect(() => filledScript(script, { word: 1, other: 2 })).toThrow('does not use other');
});
