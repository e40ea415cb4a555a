import {
  anything,
  cautions,
  type ChartValues,
  claim,
  type Claim,
  type Component,
  createdKinds,
  type Declared,
  declareComponent,
  type Endpoint,
  endpointOf,
  inWords,
  planOf,
  type PropsOf,
  type Requirement,
  unstatedPods,
} from '../../core';
import { argoCdRepository } from './chart-source';
import { balancedServices, checkCertificates, exposureClaims } from './chart-exposures';
import type { ReadFacts } from './chart-facts';
import { chartWorkloads, unstatedWorkloads } from './chart-workloads';
import { statedClaims } from '../plan-props';
import { chartCommand, factsProblems, olderFields } from './facts-problems';
import { type HelmChartProps, helmChartProps, type HelmChartSettings } from './props';

/** A Helm chart of a cluster. */
export interface ChartComponent extends Component {
  /** The endpoint of a port of a Service of the chart, for components that connect to it: `endpoint('podinfo', 9898)`. */
  readonly endpoint: (service: string, port: number) => Endpoint;
}

/**
 * Any Helm chart, pinned to a version. What it creates and which pods it runs is in a small file that `asterism chart NAME`
 * writes with Helm: `clusters/charts/NAME.ts`. You read and commit that file; the project and the policies follow from it.
 * @example
 * const podinfoFacts = chartFacts({
 *   repository: 'https://stefanprodan.github.io/podinfo',
 *   chart: 'podinfo',
 *   version: '6.7.1',
 *   release: 'podinfo',
 *   namespace: 'podinfo',
 *   creates: { podinfo: ['apps/Deployment', '/Service'] },
 *   podSecurity: 'baseline',
 *   workloads: [
 *     {
 *       name: 'podinfo',
 *       kind: 'Deployment',
 *       pods: { 'app.kubernetes.io/name': 'podinfo' },
 *       ports: [{ name: 'http', port: 9898, transport: 'tcp' }],
 *     },
 *   ],
 * });
 *
 * helmChart({
 *   name: 'podinfo',
 *   namespace: 'podinfo',
 *   repository: 'https://stefanprodan.github.io/podinfo',
 *   chart: 'podinfo',
 *   version: '6.7.1',
 *   values: { replicaCount: 2 },
 *   facts: podinfoFacts,
 *   open: { podinfo: { http: 'ingress' } },
 * })
 */
export function helmChart<Values extends object = ChartValues>(props: HelmChartProps<Values>): ChartComponent;
export function helmChart(props: PropsOf<typeof helmChartProps>): ChartComponent {
  const declared = declareComponent(
    { kind: 'helm-chart' },
    helmChartProps,
    props,
    (settings, { at, report, facts: { name: cluster } }) => {
      const { name: component, facts, group, ignoreDifferences, repository, ...others } = settings;
      const release = settings.release ?? component;
      factsProblems(facts, { ...settings, release }, { at, cluster, component }).forEach(report);
      const known = facts === 'anything' || facts === undefined ? undefined : facts;
      if (known !== undefined) checkCertificates(settings, known, at, report);
      return planOf({
        ...(group !== undefined && { group }),
        provides: settings.provides,
        requires: [...settings.requires, ...addressesFor(known)],
        secrets: settings.secrets,
        ignoreDifferences,
        defines: [...(known?.definitions ?? []), ...settings.defines],
        podSecurity: settings.podSecurity ?? known?.podSecurity ?? 'restricted',
        workloads: [
          // Missing facts are reported above; no name could be right before they are taken.
          ...(facts === undefined
            ? []
            : chartWorkloads(settings, known ?? { workloads: [], services: [], routes: [] }, at, report)),
          ...settings.workloads,
        ],
        claims: [
          ...statedClaims(settings),
          ...(known === undefined ? [] : chartClaims(settings, known)),
          ...(known === undefined ? [] : olderClaims(known, { cluster, component })),
        ],
        upstream: {
          kind: 'helm',
          repository: argoCdRepository(repository),
          chart: others.chart,
          version: others.version,
          release,
          values: others.values,
          creates: known === undefined ? anything : createdKinds(known.creates),
          serverSideApply: known?.serverSideApply ?? false,
        },
        build: () => undefined,
      });
    },
  );
  return { ...declared, endpoint: (service, port) => endpointIn(declared, service, port) };
}

function addressesFor(facts: ReadFacts | undefined): readonly Requirement[] {
  const services = facts === undefined ? [] : balancedServices(facts);
  if (services.length === 0) return [];
  const why = `for the address of Service ${services.join(' and ')}`.slice(0, 500);
  return [{ capability: 'load balancers', why, mayComeLater: true }];
}

function olderClaims(facts: ReadFacts, place: { cluster: string; component: string }): readonly Claim[] {
  const fields = olderFields(facts);
  if (fields.length === 0) return [];
  return [
    claim(
      cautions,
      {
        reason: `they have no ${inWords(fields, 'or')}, though the chart creates objects from which ${chartCommand(place)} takes them: the file is older than that, and what follows from it is missing`,
        next: 'run that command, and read what changes',
      },
      '.facts',
    ),
  ];
}

function chartClaims(settings: HelmChartSettings, facts: ReadFacts): readonly Claim[] {
  return [
    ...exposureClaims(settings, facts),
    ...unstatedWorkloads(settings, facts.workloads).map(({ name: workload, kind }) =>
      claim(unstatedPods, { workload, kind }, '.facts.workloads'),
    ),
  ];
}

/** What the facts do not have is an endpoint where nothing listens, which the plan reports where it is used. */
function endpointIn(
  { name, namespace, settings }: Declared<HelmChartSettings>,
  service: string,
  port: number,
): Endpoint {
  const facts = settings?.facts;
  const services = typeof facts === 'object' ? facts.services : [];
  const served = services.find((one) => one.service === service && one.port === port);
  const { workload = service, targetPort = port, transport = 'tcp' } = served ?? {};
  return {
    ...endpointOf(transport, port, { component: name, namespace, service, workload, targetPort }),
    transport,
  };
}
