import { withoutLoaderTrace } from './loader-trace';

test('the trace of the loader is left out, every other word passes, and afterwards all is as it was', () => {
  const heard: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    heard.push(String(chunk));
    return true;
  });
  const result = withoutLoaderTrace(() => {
    process.stderr.write(Buffer.from('file:///a/_loadurl.mjs:29\n    at b (c:1:1)\n'));
    process.stderr.write('a word\n');
    return 7;
  });
  process.stderr.write('after _loadurl.mjs\n');
  spy.mockRestore();
  expect([result, heard]).toEqual([7, ['a word\n', 'after _loadurl.mjs\n']]);
});

test('what is thrown within passes', () => {
  expect(() =>
    withoutLoaderTrace(() => {
      throw new Error('no');
    }),
  ).toThrow('no');
});
