import { dnat, filter, ip, nat, rule, table } from '../../testing/topologies';
import { ipv4ToNumber } from '../../values';
import type { Chain, FilterRule } from '../firewall/rule';
import type { Step } from './step';
import { lastWords, stepWords } from './words';

const packet = {
  transport: 'tcp' as const,
  source: ipv4ToNumber(ip('192.0.2.1')),
  destination: ipv4ToNumber(ip('192.0.2.2')),
  port: 80,
  sourcePort: 50_000,
};
const at = { machine: 'ann', answer: false };

function ruled(chain: Chain, decides?: FilterRule): Step {
  return {
    ...at,
    kind: 'rule',
    packet,
    table: table(),
    chain,
    ...(decides !== undefined && { rule: decides }),
  };
}

test.each<readonly [Step, string]>([
  [
    ruled(filter('input', 'drop'), rule('accept', {}, 'web')),
    'ann: "web" of chain input-filter of table test accepts tcp 80 from 192.0.2.1 to 192.0.2.2',
  ],
  [
    ruled(filter('input', 'accept'), rule('drop', {}, 'shut')),
    'ann: "shut" of chain input-filter of table test drops tcp 80 from 192.0.2.1 to 192.0.2.2',
  ],
  [
    ruled(filter('input', 'drop')),
    'ann: no rule of chain input-filter of table test accepts tcp 80 from 192.0.2.1 to 192.0.2.2',
  ],
  [ruled(filter('input', 'accept')), 'ann: chain input-filter of table test lets it pass'],
  [
    ruled(nat('postrouting'), rule('masquerade', {}, 'out')),
    `ann: "out" of chain postrouting-nat of table test gives it this machine's address`,
  ],
  [
    ruled(nat('prerouting'), dnat('192.0.2.3')),
    'ann: "to 192.0.2.3" of chain prerouting-nat of table test sends it to 192.0.2.3',
  ],
  [
    ruled(nat('prerouting'), dnat('192.0.2.3:8080')),
    'ann: "to 192.0.2.3:8080" of chain prerouting-nat of table test sends it to 192.0.2.3:8080',
  ],
  [{ ...at, kind: 'tunnel', to: ip('192.0.2.12') }, 'ann: inside VXLAN to 192.0.2.12'],
  [{ ...at, kind: 'relay', to: ip('192.0.2.12') }, 'ann: a connection of its own to 192.0.2.12'],
  [{ ...at, kind: 'no-route', to: ip('192.0.2.12') }, 'ann: no route to 192.0.2.12'],
  [{ ...at, kind: 'no-answer', to: ip('192.0.2.12') }, 'ann: nothing answers for 192.0.2.12'],
  [
    { ...at, kind: 'passes-nothing-on', to: ip('192.0.2.12') },
    'ann: does not pass on what is for 192.0.2.12',
  ],
  [
    { ...at, kind: 'own-address', of: ip('192.0.2.12') },
    'ann: drops what comes from outside with its own address 192.0.2.12',
  ],
  [
    { ...at, answer: true, kind: 'unasked', from: ip('192.0.2.12') },
    'ann: on the way back, the answer comes from 192.0.2.12, which was not asked',
  ],
  [{ ...at, kind: 'circle' }, 'ann: it went round in circles'],
])('%#: a step in words', (step, words) => {
  expect(stepWords(step)).toBe(words);
});

test('the last step is what stops a packet; without any, it was never sent', () => {
  const steps: readonly Step[] = [
    { ...at, kind: 'tunnel', to: ip('192.0.2.12') },
    { ...at, kind: 'circle' },
  ];
  const walk = { arrives: false, at: 'ann', seenFrom: ip('192.0.2.1'), passed: [] };
  expect(lastWords({ ...walk, steps })).toBe('ann: it went round in circles');
  expect(lastWords({ ...walk, steps: [] })).toBe('ann sends nothing');
});
