import * as v from 'valibot';
import { freePort, type Scene, type Server } from '../harness';
import type { ApiServer } from './api-server';
import { connects } from './connects';
import type { Trust } from './internet';

const valuesShape = v.strictObject({
  provider: v.strictObject({ name: v.string() }),
  env: v.strictTuple([
    v.strictObject({
      name: v.string(),
      valueFrom: v.strictObject({
        secretKeyRef: v.strictObject({ name: v.string(), key: v.string() }),
      }),
    }),
  ]),
  sources: v.array(v.string()),
  domainFilters: v.array(v.string()),
  txtOwnerId: v.string(),
  txtPrefix: v.string(),
  policy: v.optional(v.string(), 'upsert-only'),
  extraArgs: v.record(v.string(), v.string()),
  resources: v.unknown(),
});

/** Values of the chart that the catalogue sets. */
export type ExternalDnsValues = v.InferOutput<typeof valuesShape>;

/** Reads the values of an Application. @throws when there is one that is not known here */
export function externalDnsValues(values: unknown): ExternalDnsValues {
  return v.parse(valuesShape, values);
}

/** What runs external-dns is started with. */
export interface ExternalDnsSpec {
  readonly name: string;
  readonly values: ExternalDnsValues;
  readonly token: string;
  readonly trust: Trust;
}

/**
 * Starts external-dns with the arguments that its chart makes of the values.
 * https://github.com/kubernetes-sigs/external-dns/blob/v0.21.0/charts/external-dns/templates/deployment.yaml
 */
export async function startExternalDns(
  scene: Scene,
  api: ApiServer,
  { name, values, token, trust }: ExternalDnsSpec,
): Promise<Server> {
  const port = await freePort();
  const { provider, env, sources, domainFilters, txtOwnerId, txtPrefix, policy, extraArgs } = values;
  return scene.start({
    name,
    command: scene.program('external-dns', 'external-dns'),
    args: [
      // The chart's interval is a minute.
      ...['--log-level=info', '--interval=2s', `--policy=${policy}`, '--registry=txt'],
      ...sources.map((source) => `--source=${source}`),
      ...[`--txt-owner-id=${txtOwnerId}`, `--txt-prefix=${txtPrefix}`],
      ...domainFilters.map((zone) => `--domain-filter=${zone}`),
      `--provider=${provider.name}`,
      ...Object.entries(extraArgs).map(([flag, value]) => `--${flag}=${value}`),
      ...[`--kubeconfig=${api.kubeconfig}`, `--metrics-address=127.0.0.1:${port}`],
    ],
    env: { ...trust, [env[0].name]: token, GOGC: '50' },
    ready: () => connects('127.0.0.1', port, 1),
  });
}
