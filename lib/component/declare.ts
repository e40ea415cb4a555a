import type * as v from 'valibot';
import { type OpenInside, parseShape, withExamples } from '../values';
import type { Component, ComponentPlan, PlanContext } from './component';

/** What a person writes for a component; any value in it may be a placeholder. */
export type PropsOf<S extends v.GenericSchema> = OpenInside<v.InferInput<S>>;

/**
 * Makes a component whose props are held against their shape before its plan sees them.
 * @param identity kind, name and namespace; the last two are what the props say, or the component's defaults
 */
export function declareComponent<S extends v.GenericSchema>(
  identity: { readonly kind: string; readonly name: string; readonly namespace: string },
  shape: S,
  props: PropsOf<S>,
  plan: (props: v.InferOutput<S>, context: PlanContext) => ComponentPlan,
): Component {
  return {
    ...identity,
    props,
    plan: (context) => {
      const parsed = parseShape(
        shape,
        withExamples(props, context.at, context.open),
        context.at,
        context.report,
      );
      return parsed === undefined ? undefined : plan(parsed, context);
    },
  };
}

/** The plan of a component that has nothing of what it does not name. */
export function planOf(plan: Pick<ComponentPlan, 'build'> & Partial<ComponentPlan>): ComponentPlan {
  return {
    provides: [],
    requires: [],
    workloads: [],
    secrets: [],
    podSecurity: 'restricted',
    topics: { declared: [], used: [] },
    tables: [],
    ...plan,
  };
}

/** A name that stands in props as plain text; what is no text is reported when the props are held against their shape. */
export function nameIn(written: unknown, otherwise: string): string {
  return typeof written === 'string' ? written : otherwise;
}
