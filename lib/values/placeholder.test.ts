import * as v from 'valibot';
import { itemPath } from './place';
import { type OpenFact, placeholder, plainAt } from './placeholder';
import { parseShape } from './shape';

const schema = v.strictObject({
  name: v.string(),
  git: v.strictObject({ url: v.string(), revision: v.string() }),
  nodes: v.array(v.strictObject({ name: v.string(), mac: v.exactOptional(v.string()) })),
  keys: v.array(v.string()),
});

function filled(value: unknown): { value: unknown; open: OpenFact[] } {
  const open: OpenFact[] = [];
  const never = () => {
    throw new Error('nothing is wrong');
  };
  return { value: parseShape(schema, value, 'pi', never, { open: (fact) => open.push(fact) }), open };
}

test('each placeholder is replaced by its example and reported with its path', () => {
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

test('a placeholder that is its own example is rejected like any other object', () => {
  const endless = { ...placeholder('x', 'x') };
  Object.assign(endless, { example: endless });
  const messages: string[] = [];
  parseShape(v.string(), endless, 'here', ({ reason }) => messages.push(reason));
  expect(messages).toEqual([expect.stringMatching(/^found \{/)]);
});

test('a value is found through placeholders, and is undefined where a key is missing', () => {
  const written = { services: placeholder({ port: placeholder(5432, 'port') }, 'services') };
  expect(plainAt(written, ['services', 'port'])).toBe(5432);
  expect([null, 7, {}, { services: [] }].map((some) => plainAt(some, ['services', 'port']))).toEqual(
    Array(4).fill(undefined),
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
