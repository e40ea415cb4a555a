import fc from 'fast-check';
import { itemPath, type OpenFact, placeholder, withExamples } from './placeholder';

function filled(value: unknown): { value: unknown; open: OpenFact[] } {
  const open: OpenFact[] = [];
  return { value: withExamples(value, 'pi', (fact) => open.push(fact)), open };
}

test('each placeholder gives its example, and is told with its place', () => {
  const written = {
    name: 'pi',
    git: placeholder(
      { url: placeholder('https://git.example.com/x.git', 'clone address'), revision: 'main' },
      'where',
    ),
    nodes: [
      { name: 'ada', mac: placeholder('00:00:5E:00:53:01', 'MAC') },
      { name: placeholder('bob', 'name') },
    ],
    keys: [placeholder('ssh', 'key')],
  };
  expect(filled(written)).toEqual({
    value: {
      name: 'pi',
      git: { url: 'https://git.example.com/x.git', revision: 'main' },
      nodes: [{ name: 'ada', mac: '00:00:5E:00:53:01' }, { name: 'bob' }],
      keys: ['ssh'],
    },
    open: [
      { at: 'pi.git', what: 'where' },
      { at: 'pi.git.url', what: 'clone address' },
      { at: 'pi.nodes.ada.mac', what: 'MAC' },
      { at: 'pi.nodes[1].name', what: 'name' },
      { at: 'pi.keys[0]', what: 'key' },
    ],
  });
});

test('what holds no placeholder comes out equal, and nothing is told', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(filled(value)).toEqual({ value, open: [] });
    }),
  );
});

test('an item is named after its name, or else its number', () => {
  expect(['ada', '', 5].map((name, index) => itemPath('pi.nodes', { name }, index))).toEqual([
    'pi.nodes.ada',
    'pi.nodes[1]',
    'pi.nodes[2]',
  ]);
  expect(itemPath('pi.nodes', null, 0)).toBe('pi.nodes[0]');
});
