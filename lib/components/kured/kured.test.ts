import { findingsIn } from '../../check';
import { defineCluster } from '../../plan';
import { bundled, planned, smallCluster } from '../../testing/clusters';
import { planFrom, read } from '../../testing/facts';
import { field } from '../../testing/field';
import { expectGolden, yamlDocuments } from '../../testing/golden';
import { hostTexts } from '../../testing/machines';
import { pis, vms } from '../../testing/typical-clusters';
import { policiesOf } from '../../testing/policies';
import { untyped } from '../../testing/untyped';
import { problemText } from '../../values';
import { kured } from '.';
import { everything, monitoring } from './fixture';
import type { KuredProps } from './props';

const at = 'small.components.kured';
const window = { start: '02:00', end: '05:00' };

test('golden of kured with everything', () => {
  const { upstream, workloads } = planFrom(kured({ ...everything }));
  expectGolden('kured/everything.yaml', yamlDocuments([upstream, { workloads }]));
});

test.each<readonly [string, KuredProps, readonly string[]]>([
  ['a window', { window }, []],
  ['a window over midnight', { window: { start: '23:30', end: '01:00' } }, []],
  [
    'a window that is shorter than the time between two looks',
    { window: { start: '02:00', end: '02:30' } },
    [
      `${at}.window.end: the window has 30 minutes, and a node looks every 60 minutes, so that it may miss each window; write a longer window, or a shorter period`,
    ],
  ],
  ['the same with a shorter period', { window: { start: '02:00', end: '02:30' }, period: '15m' }, []],
  [
    'a window of no time',
    { window: { start: '02:00', end: '02:00' } },
    [
      `${at}.window.end: the window has 0 minutes, and a node looks every 60 minutes, so that it may miss each window; write a longer window, or a shorter period`,
    ],
  ],
  [
    'a time that is none',
    { window: { start: '2:00', end: '24:00' } },
    [
      `${at}.window.start: "2:00" is not a time of day; write one such as 02:30`,
      `${at}.window.end: "24:00" is not a time of day; write one such as 02:30`,
    ],
  ],
  [
    'a time span without a unit',
    { pause: '600' },
    [`${at}.pause: "600" is not a time span; write minutes or hours, such as 10m or 1h`],
  ],
])('%s', (_, props, messages) => {
  expect(read(kured(props)).messages).toEqual(messages);
});

test('a host is not taken for what answers for alerts', () => {
  const from = { protocol: 'http', transport: 'tcp', port: 80, owner: { kind: 'host', host: 'db' } };
  expect(read(untyped(kured)({ alerts: { from } })).messages).toEqual([
    expect.stringContaining(`${at}.alerts.from: `),
  ]);
});

test('it comes after what answers for alerts, reaches it and the API, and passes every rule', () => {
  const cluster = smallCluster([kured({ ...everything }), monitoring]);
  expect(defineCluster(cluster).problems.map(problemText)).toEqual([]);
  const plan = planned(cluster);
  expect(plan.components.find(({ name }) => name === 'kured')?.after).toEqual(['monitoring']);
  const egress = policiesOf(plan)
    .filter(({ metadata, spec }) => metadata.namespace === 'kured' && field(spec, 'egress') !== undefined)
    .map(({ spec }) => JSON.stringify(field(spec, 'egress')))
    .join();
  expect(egress).toContain('"port":8880');
  expect(egress).toContain('"port":6443');
  expect(findingsIn(bundled(smallCluster([kured()])))).toEqual([]);
});

test('nodes say when they have to reboot: a package of Debian, and a module on NixOS', () => {
  const onPis = hostTexts({ ...pis, components: [...pis.components, kured()] })['RUNBOOK.md'];
  for (const { address } of pis.nodes)
    expect(onPis).toContain(`root@${address} "apt-get update && apt-get install --yes unattended-upgrades"`);
  const onVms = hostTexts({ ...vms, components: [...vms.components, kured()] });
  expect(onVms['RUNBOOK.md']).not.toContain('unattended-upgrades');
  for (const { name } of vms.nodes) {
    expect(onVms[`${name}/configuration.nix`]).toContain('./reboot-required.nix');
    expect(onVms[`${name}/reboot-required.nix`]).toContain('touch /run/reboot-required');
  }
});
