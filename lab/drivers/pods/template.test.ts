import { manifestsOf } from '../../../lib/testing/facts';
import { kafka } from '../../../lib';
import { type KubeObject, kubeObject } from '../committed';
import { hostsLines } from './names';
import { asksForPods, portNumber, readWorkload } from './template';

const objects = manifestsOf(kafka({ brokers: 3, topics: [{ name: 'orders' }] })).map((object) =>
  kubeObject(JSON.parse(JSON.stringify(object)), 'a test'),
);
const workloads = objects.filter(asksForPods).map(readWorkload);

/** The objects with another text in them. */
function changed(from: string, to: string): readonly KubeObject[] {
  return objects.map((object) =>
    kubeObject(JSON.parse(JSON.stringify(object).replaceAll(from, to)), 'a test'),
  );
}

function placed(made = workloads) {
  return made
    .flatMap((workload) => workload.pods.map((name) => ({ name, workload })))
    .map((pod, number) => ({ ...pod, address: `10.42.0.${number + 2}` }));
}

test('a StatefulSet has a pod for each replica, a Job one', () => {
  expect(workloads.map(({ kind, pods }) => [kind, pods])).toEqual([
    ['StatefulSet', ['kafka-0', 'kafka-1', 'kafka-2']],
    ['Job', ['kafka-topics-lab0']],
  ]);
});

test('a setting that the lab would leave out is refused, with its place', () => {
  const [set] = changed(
    '"terminationGracePeriodSeconds"',
    '"hostUsers":false,"terminationGracePeriodSeconds"',
  ).filter(asksForPods);
  if (set === undefined) throw new Error('no StatefulSet');
  expect(() => readWorkload(set)).toThrow(/StatefulSet kafka\/kafka: the lab cannot run it:[^]*hostUsers/);
});

test('a port is found by its name, and an unknown name is reported', () => {
  const container = workloads[0]?.container;
  if (container === undefined) throw new Error('no container');
  expect(portNumber(container, 'clients')).toBe(9092);
  expect(portNumber(container, 8080)).toBe(8080);
  expect(() => portNumber(container, 'metrics')).toThrow('no port is named metrics');
});

test('names are those of the DNS: each broker its own, the Service all brokers, and no pod of another workload', () => {
  const lines = hostsLines(objects, placed());
  expect(lines).toContain(
    '10.42.0.3 kafka-1.kafka-brokers.kafka.svc.cluster.local kafka-1.kafka-brokers.kafka.svc kafka-brokers.kafka.svc.cluster.local kafka-brokers.kafka.svc kafka-brokers.kafka',
  );
  expect(lines).toContain('10.42.0.2 kafka.kafka.svc.cluster.local kafka.kafka.svc kafka.kafka');
  expect(lines).toHaveLength(6);
  expect(lines.join('\n')).not.toContain('10.42.0.5');
});

test('a Service with another port than its pods is refused: a name translates none', () => {
  const other = changed('"name":"clients","port":9092', '"name":"clients","port":19092');
  expect(() => hostsLines(other, placed())).toThrow(/Service kafka\/kafka\S*: port 19092 is another one/);
});
