import type { Chart } from 'cdk8s';
import type { Facts, PostgresqlEndpoint } from '../inventory';
import type { AddressRange, OpenFact, Problem, Report, SealingCertificate } from '../values';
import type { Capability } from './capability';
import type { SecretNeed } from './secret';
import type { Upstream } from './upstream';
import type { Workload } from './workload';

/**
 * What a cluster lists: a function from typed props makes one, and everything else (Application, wave, project, network
 * policies, documentation) is derived from it. Nothing is registered anywhere.
 */
export interface Component {
  /** What it is: `kafka`. */
  readonly kind: string;
  /** Its name, once in a cluster: the Application, the project and the folder under `dist/<cluster>/` have it as well. */
  readonly name: string;
  /** The namespace in which it lives. */
  readonly namespace: string;
  /** What a person wrote for it, as it was written. */
  readonly props: unknown;
  /** What is wrong with the shape of the props. Places begin within the component: `.brokers`. */
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
  /** Where the component stands in messages: `proxmox.components.kafka`. */
  readonly at: string;
  readonly report: Report;
}

/** Everything that follows from a component's props. */
export interface ComponentPlan {
  /** What the cluster gains by it. */
  readonly provides: readonly Capability[];
  /** What must be there first, beside the owners of the endpoints that its workloads connect to. */
  readonly requires: readonly Requirement[];
  /** Its pods, what they listen on and what they connect to. */
  readonly workloads: readonly Workload[];
  /** Secrets that its pods mount. The cluster says where each comes from. */
  readonly secrets: readonly SecretNeed[];
  /** Of what opens sealed secrets: the certificate against which they are sealed. */
  readonly sealing?: SealingCertificate;
  /** What comes from elsewhere: a Helm chart or a folder of a git repository. */
  readonly upstream?: Upstream;
  /**
   * Custom kinds whose definitions come with it in a way that asterism does not see: in its chart, or with the operator that it
   * is. Definitions among its own objects are seen. @default none
   */
  readonly defines?: readonly DefinedKind[];
  /** Pod Security level that its namespace enforces. */
  readonly podSecurity: PodSecurity;
  /** Kafka topics that it declares and uses. */
  readonly topics: { readonly declared: readonly string[]; readonly used: readonly TopicUse[] };
  /** Of what serves load balancers: the addresses that it gives to Services. */
  readonly pools?: readonly AddressRange[];
  /**
   * What it serves at addresses of load balancers, such as `Ingresses`: something in the cluster must give out addresses then.
   * @default nothing
   */
  readonly balanced?: readonly string[];
  /** Tables that it fills. */
  readonly tables: readonly FilledTable[];
  /** Makes the component's own manifests, in a chart of its own. */
  readonly build: (chart: Chart) => void;
}

/** A custom kind that somebody defines. */
export interface DefinedKind {
  /** API group: `longhorn.io`. */
  readonly group: string;
  readonly kind: string;
  /** Whether its objects live in namespaces. */
  readonly namespaced: boolean;
}

/** Something that must be there first. */
export interface Requirement {
  readonly capability: Capability;
  /** Why, as the end of "…, which it needs": `for the kinds KafkaNodePool and Kafka`. */
  readonly why: string;
}

/** A table that a component writes rows into, and how to log in to look at them. */
export interface FilledTable {
  readonly database: PostgresqlEndpoint;
  /** Name, with its PostgreSQL schema and a dot in front where that is not `public`. */
  readonly table: string;
  /** Topics whose messages become its rows. */
  readonly topics: readonly string[];
  /** The Secret in the component's namespace, and its key, that hold the password. */
  readonly password: { readonly secret: string; readonly key: string };
}

/** https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
export type PodSecurity = 'restricted' | 'baseline' | 'privileged';

/** A topic that a component reads or writes. */
export interface TopicUse {
  readonly topic: string;
  /** Name of the component whose brokers hold it. */
  readonly brokers: string;
  /** Where the use stands in messages. */
  readonly at: string;
}
