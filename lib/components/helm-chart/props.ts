import * as v from 'valibot';
import {
  chartName,
  chartValues,
  connects,
  dnsName,
  insideConnection,
  label,
  line,
  openPorts,
  type PropsOf,
} from '../../core';
import { planProps, podSecurityLevel, unseenWorkloads } from '../plan-props';
import { chartFactsShape } from './chart-facts';
import { chartRepository, chartVersion } from './chart-source';

export const helmChartProps = v.strictObject({
  /** Name of the component. */
  name: label,
  /** Where it lives. */
  namespace: label,
  /** The group that it belongs to: `platform`, `data`, `apps`, or any of yours. @default it belongs to none */
  group: v.exactOptional(label),
  /** Where the chart comes from: `https://charts.example.com`, or `oci://registry.example.com/charts`. */
  repository: chartRepository,
  /** Name of the chart. */
  chart: chartName,
  /** Its version: one, not a range. */
  version: chartVersion,
  /** Name of the release, which many charts put before the names of their objects. @default the name of the component */
  release: v.exactOptional(dnsName),
  /** Values that differ from the chart's defaults. */
  values: v.exactOptional(chartValues, {}),
  /**
   * What the chart makes: its project and its policies follow from that. `asterism chart NAME` writes it into a file under
   * `clusters/charts/`, from which you import it. `'anything'` allows every kind in every namespace; each synth warns of it, and
   * `workloads` has to state the pods. @default without facts nothing is written, and the message names the command
   */
  facts: v.exactOptional(v.union([v.literal('anything'), chartFactsShape])),
  /** What its pods connect to, by the name of the workload in the facts. @default nothing but the API that its rights are for */
  connects: v.exactOptional(v.record(line(253), connects), {}),
  /** Connections between pods of the chart, by the names in the facts. @default none */
  inside: v.exactOptional(v.array(insideConnection), []),
  /**
   * Who may connect beside components that declare it, by workload and by name or number of the port: `{ podinfo: { http: 'ingress' } }`.
   * @default what its Services and Ingresses expose is open to the world or to what serves Ingresses, ports of webhooks to the API
   * server, and all others to components that declare it
   */
  open: v.exactOptional(openPorts, {}),
  /** Pods that the facts do not show, such as those that an operator makes. @default none */
  workloads: v.exactOptional(unseenWorkloads, []),
  /** Pod Security level of its namespace. @default the one that the facts say; 'restricted' where they are 'anything' */
  podSecurity: v.exactOptional(podSecurityLevel),
  ...planProps,
});

/** What was read of a chart. */
export type HelmChartSettings = v.InferOutput<typeof helmChartProps>;

/** What a person writes for a chart. With an interface of its values, the compiler checks these as well. */
export type HelmChartProps<Values extends object> = Omit<PropsOf<typeof helmChartProps>, 'values'> & {
  readonly values?: Values;
};
