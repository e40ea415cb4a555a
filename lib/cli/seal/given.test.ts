import { problemText } from '../../values';
import { type GivenOptions, readGiven } from './given';

const keys = ['password', 'username'];

function read(options: Partial<GivenOptions>) {
  const messages: string[] = [];
  const given = readGiven({ fromLiteral: [], fromFile: [], fromStdin: [], ...options }, keys, (problem) =>
    messages.push(problemText(problem)),
  );
  return { given, messages };
}

test('values come from the command line, files and standard input', () => {
  expect(read({ fromLiteral: ['username=a=b c='], fromStdin: ['password'] })).toEqual({
    messages: [],
    given: [
      { key: 'username', option: '--from-literal', from: 'literal', value: 'a=b c=' },
      { key: 'password', option: '--from-stdin', from: 'stdin' },
    ],
  });
  expect(read({ fromFile: ['username=/x/y=z', 'password=-'] })).toEqual({
    messages: [],
    given: [
      { key: 'username', option: '--from-file', from: 'file', path: '/x/y=z' },
      { key: 'password', option: '--from-file', from: 'stdin' },
    ],
  });
});

test('a file that is named like a key needs no other word, and an empty literal is a value', () => {
  expect(read({ fromFile: ['/run/x/password'], fromLiteral: ['username='] })).toEqual({
    messages: [],
    given: [
      { key: 'username', option: '--from-literal', from: 'literal', value: '' },
      { key: 'password', option: '--from-file', from: 'file', path: '/run/x/password' },
    ],
  });
});

test.each<[string, Partial<GivenOptions>, string[]]>([
  [
    'a literal without a key',
    { fromLiteral: ['hunter2'] },
    ['--from-literal: what follows it has no "="; write password=…'],
  ],
  [
    'a literal whose key is a slip',
    { fromLiteral: ['pasword=hunter2'] },
    ['--from-literal: the secret has no key "pasword"; did you mean "password"?'],
  ],
  [
    'a literal that is a password with an equals sign in it',
    { fromLiteral: ['hunter2=hunter2'] },
    ['--from-literal: the text before its "=" is not a key of the secret; use one of password, username'],
  ],
  [
    'a file whose name is not a key',
    { fromFile: ['./pw.txt'] },
    [
      '--from-file: the name of the file "./pw.txt" is not a key of the secret; write KEY=./pw.txt, KEY being one of password, username',
    ],
  ],
  [
    'a file for an unknown key',
    { fromFile: ['user=./x'] },
    ['--from-file: the secret has no key "user"; use one of password, username'],
  ],
  [
    'a key without its file',
    { fromFile: ['password='] },
    ['--from-file: no path follows "password="; write password=PATH'],
  ],
  [
    'standard input for an unknown key',
    { fromStdin: ['usrname'] },
    ['--from-stdin: the secret has no key "usrname"; did you mean "username"?'],
  ],
  [
    'a key that is given twice',
    { fromLiteral: ['password=hunter2'], fromFile: ['password=x'] },
    ['password: is given 2 times, by --from-literal and --from-file; give it once'],
  ],
  [
    'standard input for two keys',
    { fromStdin: ['password'], fromFile: ['username=-'] },
    [
      'standard input: is to be the value of username and password, and it can be read once; read the others from files',
    ],
  ],
  [
    'all of it at once',
    { fromLiteral: ['hunter2', 'pasword=hunter2'], fromStdin: ['usrname'] },
    [
      '--from-literal: what follows it has no "="; write password=…',
      '--from-literal: the secret has no key "pasword"; did you mean "password"?',
      '--from-stdin: the secret has no key "usrname"; did you mean "username"?',
    ],
  ],
])('%s is reported, without the value', (_, options, expected) => {
  const { messages } = read(options);
  expect(messages).toEqual(expected);
  expect(messages.join('\n')).not.toContain('hunter2');
});
