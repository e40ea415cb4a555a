import type * as v from 'valibot';
import {
  accepted,
  type OpenFact,
  type OpenInside,
  parseLabel,
  parseShape,
  plainAt,
  type Problem,
} from '../values';
import type { Component, ComponentPlan, PlanContext } from './component';

/** What a person writes for a component; any value in it may be a placeholder. */
export type PropsOf<S extends v.GenericSchema> = OpenInside<v.InferInput<S>>;

/** What a component is called. */
export type Identity = Pick<Component, 'kind' | 'name' | 'namespace'>;

/** A component with its props as they were read, for what it offers to other components. */
export interface Declared<P> extends Component {
  /** Undefined where the props have not their shape. */
  readonly settings: P | undefined;
}

/**
 * Makes a component. Its props are read once, here; the plan gets them parsed.
 * @param identity what it is, and its name and namespace where the props do not say them
 * @param plan makes the plan, once the facts of the cluster are known
 */
export function declareComponent<S extends v.GenericSchema>(
  identity: Pick<Identity, 'kind'> & Partial<Identity>,
  shape: S,
  props: PropsOf<S>,
  plan: (settings: v.InferOutput<S>, context: PlanContext, identity: Identity) => ComponentPlan,
): Declared<v.InferOutput<S>> {
  const problems: Problem[] = [];
  const open: OpenFact[] = [];
  const report = (problem: Problem): void => void problems.push(problem);
  const settings = parseShape(shape, props, '', report, { open: (fact) => open.push(fact) });
  // Props without their shape have no defaults; in messages about them the component is called what it can be.
  const written = (key: string): string | undefined => textAt(settings ?? props, key);
  const name = identity.name ?? written('name') ?? identity.kind;
  // A component that has no namespace of its own lives in one of its name.
  const whole = { kind: identity.kind, name, namespace: identity.namespace ?? written('namespace') ?? name };
  if (settings !== undefined)
    for (const key of ['name', 'namespace'] as const) accepted(parseLabel(whole[key]), `.${key}`, report);
  return {
    ...whole,
    props,
    problems,
    open,
    settings,
    plan:
      settings === undefined || problems.length > 0 ? undefined : (context) => plan(settings, context, whole),
  };
}

function textAt(props: unknown, key: string): string | undefined {
  const text = plainAt(props, [key]);
  return typeof text === 'string' ? text : undefined;
}

/** The plan of a component that has nothing of what it does not name. */
export function planOf(plan: Pick<ComponentPlan, 'build'> & Partial<ComponentPlan>): ComponentPlan {
  return {
    provides: [],
    requires: [],
    workloads: [],
    secrets: [],
    podSecurity: 'restricted',
    claims: [],
    ...plan,
  };
}
