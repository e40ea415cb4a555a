import { runProgram } from './run-program';

test.each([
  [
    'what it printed and how it ended',
    'sh',
    ['-c', 'cat; echo no >&2; exit 3'],
    { is: 'ended', code: 3, out: 'a', err: 'no\n' },
  ],
  ['a program that takes too long', 'sleep', ['60'], { is: 'late' }],
  ['a program that is not on the PATH', 'asterism-no-such-program', [], { is: 'missing' }],
  ['one that reads nothing of what it gets', 'true', [], { is: 'ended', code: 0, out: '', err: '' }],
])('%s', async (_, program, words, ended) => {
  expect(await runProgram(program, words, 'a', 0.5)).toEqual(ended);
});
