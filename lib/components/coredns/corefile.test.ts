import fc from 'fast-check';
import { renderCorefile } from './corefile';

test('renders one directive a line, options within braces, a blank line between blocks', () => {
  const text = renderCorefile([
    {
      zones: ['.'],
      plugins: [
        { name: 'errors' },
        { name: 'health', options: ['lameduck 5s'] },
        { name: 'cache', args: ['30'] },
      ],
    },
    { zones: ['a.test', 'b.test'], plugins: [{ name: 'forward', args: ['.', '192.0.2.1'] }] },
  ]);
  expect(text).toBe(`.:53 {
    errors
    health {
        lameduck 5s
    }
    cache 30
}

a.test:53 b.test:53 {
    forward . 192.0.2.1
}
`);
});

test('closes every brace that it opens, whatever the blocks hold', () => {
  const word = fc.stringMatching(/^[a-z0-9./]{1,8}$/);
  const plugin = fc.record({ name: word, args: fc.array(word), options: fc.array(word) });
  const block = fc.record({ zones: fc.array(word, { minLength: 1 }), plugins: fc.array(plugin) });
  fc.assert(
    fc.property(fc.array(block), (blocks) => {
      const lines = renderCorefile(blocks).split('\n');
      const opened = lines.filter((line) => line.endsWith('{')).length;
      expect(lines.filter((line) => line.trim() === '}')).toHaveLength(opened);
      expect(opened).toBe(blocks.length + blocks.flatMap(({ plugins }) => plugins).length);
    }),
  );
});
