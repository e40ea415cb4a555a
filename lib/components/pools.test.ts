import { factsFrom, flannelFacts } from '../testing/facts';
import { parseAddressRange, problemText, valueOf } from '../values';
import { checkNodeSelector, poolSize } from './pools';

test('the size of pools counts both ends', () => {
  const ranges = ['192.0.2.200-192.0.2.200', '192.0.2.240-192.0.2.249'];
  expect(poolSize(ranges.map((range) => ({ range: valueOf(parseAddressRange(range)) })))).toBe(11);
});

test('a node selector that no node satisfies is reported', () => {
  const messages: string[] = [];
  const context = {
    facts: factsFrom(flannelFacts),
    at: 'small.components.balancer',
    report: (problem: Parameters<typeof problemText>[0]) => messages.push(problemText(problem)),
  };
  checkNodeSelector({ 'storage-type': 'nvme' }, 'here', context);
  checkNodeSelector(undefined, 'here', context);
  expect(messages).toEqual([]);
  checkNodeSelector({ 'storage-type': 'nvme', 'kubernetes.io/hostname': 'ada' }, 'here', context);
  expect(messages).toEqual([
    'here: no node has storage-type=nvme and kubernetes.io/hostname=ada; correct the selector, or label a node',
  ]);
});
