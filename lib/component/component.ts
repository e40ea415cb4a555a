import type { Chart } from 'cdk8s';
import * as v from 'valibot';
import { capabilityShape, type Claim, type Claimed, type Facts, roles } from '../inventory';
import { label, line, type OpenFact, type Problem, type Report, type Written } from '../values';
import { folderShape } from './folder';
import { ignoredFieldShape } from './ignored-field';
import { secretShape } from './secret';
import { apiGroup, upstreamShape } from './upstream';
import { workloadShape } from './workload';

/**
 * What a cluster lists: a function from typed props makes one, and everything else (Application, wave, project, network
 * policies, documentation) is derived from it. Nothing is registered anywhere.
 */
export interface Component {
  /** What it is: `argo-cd`. */
  readonly kind: string;
  /** Its name, once in a cluster: the Application, the project and the folder under `dist/<cluster>/` have it as well. */
  readonly name: string;
  /** The namespace in which it lives. */
  readonly namespace: string;
  /** What a person wrote for it, as it was written. */
  readonly props: unknown;
  /** What is wrong with the shape of the props. Places begin within the component: `.domain`. */
  readonly problems: readonly Problem[];
  /** Placeholders among the props. Places begin within the component. */
  readonly open: readonly OpenFact[];
  /**
   * Holds the props against the facts of the cluster; problems are reported at their place. Undefined where the props have
   * not their shape.
   */
  readonly plan: ((context: PlanContext) => ComponentPlan) | undefined;
}

/** What a component may know beside its props. It never reads files, environment or clock. */
export interface PlanContext {
  readonly facts: Facts;
  /** The place of the component in messages: `proxmox.components.argo-cd`. */
  readonly at: string;
  readonly report: Report;
}

/** What a component may know of its cluster when it makes its manifests. */
export interface BuildContext {
  /** Every claim of the cluster. `claimsOf(context, kind)` reads those of one kind. */
  readonly claims: readonly Claimed[];
}

/** A custom kind that somebody defines. */
const definedKind = v.strictObject({
  /** API group: `longhorn.io`. */
  group: apiGroup,
  kind: line(500),
  /** Whether its objects live in namespaces. */
  namespaced: v.boolean(),
});

/** Something that a cluster must have for a component. */
const requirement = v.strictObject({
  /** A capability, or a role that anything may fill. */
  capability: v.union([capabilityShape, v.picklist(roles)]),
  /** What for: `for the kinds Gateway and GatewayClass`. */
  why: line(500),
  /** Whether the component may be installed before it: it works, or goes on working, once that is there. @default false */
  mayComeLater: v.exactOptional(v.boolean()),
});

/**
 * Everything that follows from a component's props. A component is code that other people write, perhaps in plain JavaScript;
 * behind this shape its plan is trusted.
 */
export const planShape = v.strictObject({
  /**
   * The group that it belongs to, such as `platform`, `data` or `apps`: a label of its Application, and with `projects: 'group'`
   * of the cluster the project that it shares with the others of the group. @default it belongs to none
   */
  group: v.exactOptional(label),
  /** What the cluster has by it. */
  provides: v.array(capabilityShape),
  /**
   * What it would provide if it were written otherwise, so that a message can say so: a network plugin that could serve
   * Ingresses as well. `from` says how. @default nothing
   */
  offers: v.exactOptional(v.array(capabilityShape)),
  /** What must be there first, beside the owners of the endpoints that its workloads connect to. */
  requires: v.array(requirement),
  /** Its pods, what they listen on and what they connect to. */
  workloads: v.array(workloadShape),
  /** Secrets that its pods mount. The cluster says where each comes from. */
  secrets: v.array(secretShape),
  /** What comes from elsewhere: a Helm chart or a folder of a git repository. */
  upstream: v.exactOptional(upstreamShape),
  /** A folder of the project whose YAML is its own. @default none: `build` makes all of its objects */
  folder: v.exactOptional(folderShape),
  /** Fields of its objects that a controller writes at run time; Argo CD leaves them as they are. @default none */
  ignoreDifferences: v.exactOptional(v.array(ignoredFieldShape)),
  /**
   * Custom kinds whose definitions come with it in a way that asterism does not see: in its chart, or with the operator that it
   * is. Definitions among its own objects are seen. @default none
   */
  defines: v.exactOptional(v.array(definedKind)),
  /** Pod Security level that its namespace enforces. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
  podSecurity: v.picklist(['restricted', 'baseline', 'privileged']),
  /**
   * What it states beyond all this, each made with `claim()`: the topics that it uses, the addresses that it hands out. The
   * shape of its kind reads each.
   */
  claims: v.array(v.custom<Claim>(() => true, 'a claim')),
  /** Makes the component's own manifests, in a chart of its own. */
  build: v.custom<(chart: Chart, context: BuildContext) => void>(
    (value) => typeof value === 'function',
    'a function',
  ),
});

/** Everything that follows from a component's props. */
export type ComponentPlan = Written<typeof planShape>;
/** The same, as it was read. */
export type ShapedPlan = v.InferOutput<typeof planShape>;
/** Something that a cluster must have for a component. */
export type Requirement = Written<typeof requirement>;
/** A custom kind that somebody defines. */
export type DefinedKind = Written<typeof definedKind>;
/** A level of Pod Security. */
export type PodSecurity = ComponentPlan['podSecurity'];
