import { runCommand } from './run';

test('a command that takes too long is ended, also when what it started keeps its output open', async () => {
  const started = performance.now();
  await expect(runCommand('sh', ['-c', 'echo begun; sleep 5 & wait'], { limit: 0.3 })).rejects.toThrow(
    /still running after 0\.3 s\nbegun$/,
  );
  expect(performance.now() - started).toBeLessThan(4000);
});

test.each([
  ['exit 3', 'ended with 3'],
  ['kill -TERM $$', 'ended with SIGTERM'],
  ['echo wrong >&2; exit 1', 'ended with 1\nwrong'],
])('%s: the message says %s', async (script, message) => {
  await expect(runCommand('sh', ['-c', script])).rejects.toThrow(message);
});

test('codes that are no failure give what was printed', async () => {
  await expect(runCommand('sh', ['-c', 'cat; exit 4'], { input: 'said', codes: [0, 4] })).resolves.toEqual({
    code: 4,
    stdout: 'said',
    stderr: '',
  });
});
