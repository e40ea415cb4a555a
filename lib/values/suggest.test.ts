import fc from 'fast-check';
import { nearest, suggest } from './suggest';

test.each([
  ['nmae', 'name'],
  ['adress', 'address'],
  ['replcias', 'replicas'],
  ['Kafka', 'kafka'],
  ['networkPlugn', 'networkPlugin'],
])('%s may have been meant as %s', (written, meant) => {
  expect(suggest(written, ['kafka', 'replicas', 'name', 'address', 'networkPlugin'])).toBe(
    `did you mean "${meant}"?`,
  );
});

test('a name that resembles none is answered with all names, sorted', () => {
  expect(suggest('postgres', ['kafka', 'argo-cd'])).toBe('use one of argo-cd, kafka');
});

test('without a name to choose from, the next step says what to do first', () => {
  expect(suggest('postgres', [])).toBe('define it first');
  expect(suggest('postgres', [], 'list a database')).toBe('list a database');
  expect(suggest('postgres', ['kafka'], 'list a database')).toBe('use one of kafka');
});

test('a name of one letter gets no suggestion, and a name of two letters only one that shares a letter', () => {
  expect(nearest('a', ['b'])).toBeUndefined();
  expect(nearest('db', ['xy'])).toBeUndefined();
  expect(nearest('db', ['dc'])).toBe('dc');
});

test('one letter more, less, changed or swapped is found in any name of four letters and up', () => {
  const words = fc.stringMatching(/^[a-z]{4,12}$/);
  fc.assert(
    fc.property(words, fc.nat(11), fc.stringMatching(/^[a-z]$/), (word, place, letter) => {
      const at = place % (word.length - 1);
      const slips = [
        word.slice(0, at) + letter + word.slice(at),
        word.slice(0, at) + word.slice(at + 1),
        word.slice(0, at) + letter + word.slice(at + 1),
        word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2),
      ];
      for (const slip of slips) expect(nearest(slip, [word])).toBe(word);
    }),
  );
});
