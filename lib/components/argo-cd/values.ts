import type { Quantity } from '../../core';
import { images } from '../versions';
import { type Exclusion, exclusionsFor, renderExclusions } from './exclusions';
import { applicationHealth } from './health';

/** Resources of a container, as the chart hands them on. */
type ChartResources = {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly memory: string };
};

type Probe = { readonly enabled: true };

/** The values of the chart that differ from its defaults. */
export type ArgoCdValues = {
  readonly global: {
    /** Name in links and log-ins. */
    readonly domain?: string;
    readonly image: { readonly tag: string };
    /** The chart's own policies: off, since ours are derived from the flows that the component declares. */
    readonly networkPolicy: { readonly create: false };
  };
  readonly configs: {
    /** Entries of the ConfigMap argocd-cm. */
    readonly cm: {
      /** How Argo CD marks what it manages. A label would be overwritten by charts that set the same one. */
      readonly 'application.resourceTrackingMethod': 'annotation';
      readonly 'resource.exclusions': string;
      readonly 'resource.customizations.health.argoproj.io_Application': string;
    };
    /** Keys of SSH servers beside those that the chart knows. */
    readonly ssh?: { readonly extraHosts: string };
    /** Entries of the ConfigMap argocd-cmd-params-cm. */
    readonly params?: {
      readonly 'applicationsetcontroller.enable.progressive.syncs'?: true;
      /** Whether the server speaks HTTP, behind what ends TLS. With HTTPS it would send each request there once more. */
      readonly 'server.insecure'?: true;
    };
  };
  /** The chart knows no switch for this controller, so without work it has no pods. */
  readonly applicationSet:
    | { readonly replicas: 0 }
    | { readonly resources: ChartResources; readonly livenessProbe: Probe; readonly readinessProbe: Probe };
  /** Single sign-on. */
  readonly dex: { readonly enabled: false };
  readonly notifications: { readonly enabled: false };
  readonly controller: { readonly resources: ChartResources };
  readonly repoServer: {
    readonly resources: ChartResources;
    /** The container that puts the plugin server in place, before the others start. */
    readonly copyutil: { readonly resources: ChartResources };
  };
  readonly server: { readonly resources: ChartResources };
  readonly redis: {
    readonly resources: ChartResources;
    readonly livenessProbe: Probe;
    readonly readinessProbe: Probe;
  };
  readonly redisSecretInit: { readonly resources: ChartResources };
};

/** What decides the values. */
export interface ArgoCdChoices {
  readonly domain: string | undefined;
  readonly knownHosts: readonly string[];
  readonly applicationSets: boolean;
  readonly endpoints: boolean;
  /** Whether people reach the page by a route. */
  readonly routed: boolean;
  /** Kinds that the cluster makes for itself. */
  readonly made: readonly Exclusion[];
  readonly controllerMemory: Quantity;
  readonly repoServerMemory: Quantity;
}

/** The chart's values. */
export function argoCdValues(choices: ArgoCdChoices): ArgoCdValues {
  const probes = { livenessProbe: { enabled: true }, readinessProbe: { enabled: true } } as const;
  return {
    global: {
      ...(choices.domain !== undefined && { domain: choices.domain }),
      image: { tag: versionOf(images.argoCd) },
      networkPolicy: { create: false },
    },
    configs: {
      cm: {
        'application.resourceTrackingMethod': 'annotation',
        'resource.exclusions': renderExclusions(exclusionsFor(choices, choices.made)),
        'resource.customizations.health.argoproj.io_Application': applicationHealth,
      },
      ...(choices.knownHosts.length > 0 && { ssh: { extraHosts: `${choices.knownHosts.join('\n')}\n` } }),
      ...((choices.applicationSets || choices.routed) && {
        params: {
          ...(choices.applicationSets && { 'applicationsetcontroller.enable.progressive.syncs': true }),
          ...(choices.routed && { 'server.insecure': true }),
        },
      }),
    },
    applicationSet: choices.applicationSets
      ? { resources: chartResources('50m', '256Mi'), ...probes }
      : { replicas: 0 },
    dex: { enabled: false },
    notifications: { enabled: false },
    controller: { resources: chartResources('250m', choices.controllerMemory) },
    repoServer: {
      resources: chartResources('100m', choices.repoServerMemory),
      copyutil: { resources: chartResources('50m', '64Mi') },
    },
    server: { resources: chartResources('50m', '256Mi') },
    redis: { resources: chartResources('50m', '128Mi'), ...probes },
    redisSecretInit: { resources: chartResources('50m', '128Mi') },
  };
}

function chartResources(cpu: string, memory: string): ChartResources {
  return { requests: { cpu, memory }, limits: { memory } };
}

/** The version of an image, which is what follows the last colon of its name. */
function versionOf(image: string): string {
  return image.slice(image.lastIndexOf(':') + 1);
}
