import { KeyObject } from 'node:crypto';
import type { Chart } from 'cdk8s';
import * as v from 'valibot';
import { capabilities } from '../component';
import {
  chartName,
  dnsName,
  ipv4,
  isRecord,
  label,
  labels,
  line,
  parsedBy,
  port,
  secretKey,
  type SealingCertificate,
} from '../values';
import { parseChartValues } from './chart-values';

/** Names, versions and other texts that land in files by themselves. */
const word = line(500);
/** Names of Kubernetes' API groups; the core group has none. */
const group = v.union([v.literal(''), dnsName]);
const capability = v.picklist(capabilities);

const owner = v.variant('kind', [
  v.strictObject({
    kind: v.literal('component'),
    component: word,
    namespace: label,
    service: word,
    workload: word,
    targetPort: port,
  }),
  v.strictObject({ kind: v.literal('host'), host: word, program: v.exactOptional(word) }),
]);
/** What a protocol says beside that, such as the number of brokers. */
const more = v.union([word, v.number(), v.boolean()]);
const endpoint = v.objectWithRest(
  { protocol: word, transport: v.picklist(['tcp', 'udp']), port, owner },
  more,
);

/** Whatever is written, `readWorkloads` says what is wrong with it, be it missing. */
const part = v.exactOptional(v.unknown());
const transport = v.exactOptional(v.picklist(['tcp', 'udp', 'sctp']), 'tcp');
const destination = v.variant('kind', [
  v.strictObject({ kind: v.literal('endpoint'), endpoint }),
  v.strictObject({ kind: v.literal('kube-apiserver') }),
  v.strictObject({ kind: v.literal('internet'), host: part, port: part, transport }),
  v.strictObject({ kind: v.literal('nodes'), port: part, transport }),
]);

const workload = v.strictObject({
  name: word,
  pods: labels,
  listens: v.array(
    v.strictObject({
      name: word,
      port,
      transport: v.picklist(['tcp', 'udp']),
      open: v.picklist(['declared', 'kube-apiserver', 'ingress', 'cluster', 'world']),
      operatedBy: v.exactOptional(capability),
    }),
  ),
  connects: v.array(v.strictObject({ to: destination, why: word })),
  hostNetwork: v.boolean(),
});

/** What holds for every upstream. */
const applied = {
  creates: v.array(v.strictObject({ group, kind: word, namespace: v.exactOptional(label) })),
  serverSideApply: v.boolean(),
  ignoreDifferences: v.exactOptional(
    v.array(
      v.strictObject({
        group,
        kind: word,
        name: v.exactOptional(word),
        namespace: v.exactOptional(label),
        jsonPointers: v.exactOptional(v.array(word)),
        jqPathExpressions: v.exactOptional(v.array(word)),
      }),
    ),
  ),
};

const upstream = v.variant('kind', [
  v.strictObject({
    ...applied,
    kind: v.literal('helm'),
    repository: word,
    chart: chartName,
    version: word,
    release: dnsName,
    values: v.pipe(v.unknown(), parsedBy(parseChartValues), v.title('values of a chart')),
  }),
  v.strictObject({ ...applied, kind: v.literal('git'), url: word, revision: word, path: word }),
]);

/**
 * What the plan of a component must be. A component is code that other people write, perhaps in plain JavaScript; behind this
 * shape its plan is trusted.
 */
export const planShape = v.strictObject({
  provides: v.array(capability),
  requires: v.array(v.strictObject({ capability, why: word })),
  workloads: v.array(workload),
  secrets: v.array(v.strictObject({ name: dnsName, keys: v.array(secretKey), why: word })),
  sealing: v.exactOptional(
    v.custom<SealingCertificate>(isCertificate, 'a certificate that parseSealingCertificate() has read'),
  ),
  upstream: v.exactOptional(upstream),
  defines: v.exactOptional(v.array(v.strictObject({ group, kind: word, namespaced: v.boolean() }))),
  podSecurity: v.picklist(['restricted', 'baseline', 'privileged']),
  topics: v.strictObject({
    declared: v.array(word),
    used: v.array(v.strictObject({ topic: word, brokers: word, at: v.string() })),
  }),
  pools: v.exactOptional(v.array(v.strictObject({ first: ipv4, last: ipv4 }))),
  balanced: v.exactOptional(v.array(word)),
  tables: v.array(
    v.strictObject({
      database: v.strictObject({
        protocol: v.literal('postgresql'),
        transport: v.picklist(['tcp', 'udp']),
        port,
        owner: v.strictObject({ kind: v.literal('host'), host: word, program: v.exactOptional(word) }),
        database: word,
        user: word,
      }),
      table: word,
      topics: v.array(word),
      password: v.strictObject({ secret: dnsName, key: secretKey }),
    }),
  ),
  build: v.custom<(chart: Chart) => void>((value) => typeof value === 'function', 'a function'),
});

/** A plan that has its shape. */
export type ShapedPlan = v.InferOutput<typeof planShape>;

function isCertificate(value: unknown): boolean {
  return (
    isRecord(value) &&
    value['publicKey'] instanceof KeyObject &&
    typeof value['from'] === 'number' &&
    typeof value['until'] === 'number'
  );
}
