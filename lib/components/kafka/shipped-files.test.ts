import { spawnSync } from 'node:child_process';
import { host } from '../../inventory';
import { manifestsOf } from '../../testing/facts';
import { remarksOn, testWithShellcheck } from '../../testing/shellcheck';
import { demoProducer } from '../demo-producer';
import { kafkaConnect } from '../kafka-connect';
import { kafka } from '.';
import { postgresqlOn } from '../../machines';

const topics = [{ name: 'orders', retention: '7d' }];
const db = host({
  name: 'db',
  description: 'PostgreSQL',
  interfaces: [{ name: 'eth0', address: '192.0.2.20' }],
});
const brokers = kafka().bootstrap;
const components = {
  kraft: kafka({ brokers: 3, topics }),
  zookeeper: kafka({ mode: 'zookeeper', zookeepers: 3, topics }),
  connect: kafkaConnect({
    brokers,
    database: postgresqlOn(db, { database: 'kafka', user: 'kafka' }),
    sinks: [{ name: 'orders', topics: ['orders'], tables: { orders: 'orders' } }],
  }),
  producer: demoProducer({ brokers, topic: 'orders' }),
};

/** Every file of every ConfigMap, as `component/config-map/file`. */
const files = Object.entries(components).flatMap(([component, made]) =>
  manifestsOf(made)
    .filter((object) => object.kind === 'ConfigMap')
    .flatMap((object) =>
      Object.entries(object['data'] ?? {}).map(([name, text]): [string, string] => [
        `${component}/${object.metadata.name}/${name}`,
        String(text),
      ]),
    ),
);

test('files are seen at all', () => {
  expect(files).toHaveLength(25);
});

test.each(files.filter(([name]) => name.endsWith('.properties')))(
  '%s is plain: comments, and each key once',
  (_name, text) => {
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const keys = lines.map((line) => /^([A-Za-z0-9._-]+)=\s*(\S.*)?$/.exec(line)?.[1]);
    expect(keys).not.toContain(undefined);
    expect(new Set(keys).size).toBe(keys.length);
    for (const line of lines) expect(line).toBe(line.trimEnd());
    // The start scripts add lines of their own behind it.
    expect(text.endsWith('\n')).toBe(true);
  },
);

const scripts = files.filter(([name]) => name.endsWith('.sh'));

test.each(scripts)('%s is read by sh', (_name, text) => {
  expect(text.startsWith('#!/bin/sh\n')).toBe(true);
  expect(text).not.toMatch(/undefined|NaN|\[object/);
  const { status, stderr } = spawnSync('sh', ['-n'], { input: text, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

test.each(files.filter(([name]) => name.endsWith('.json')))('%s is JSON', (_name, text) => {
  expect(() => {
    JSON.parse(text);
  }).not.toThrow();
});

test('every file ends with a line feed and has no other kind of line break', () => {
  for (const [, text] of files) expect(text).toMatch(/^[^\r]*\n$/);
});

testWithShellcheck('shellcheck warns of nothing in the scripts, and would of a fault', () => {
  // Below a warning it remarks on a text in single quotes that holds a dollar sign, which is meant.
  const remarks = scripts.map(([name, text]) => [name, remarksOn(text, 'warning')]);
  expect(remarks).toEqual(scripts.map(([name]) => [name, '']));
  expect(remarksOn('#!/bin/sh\n[ "$1" -le many ]\n', 'warning')).toContain('SC2170');
});
