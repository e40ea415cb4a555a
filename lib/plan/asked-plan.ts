import type { Component, ComponentPlan, PlanContext } from '../component';
import { isPromise, isRecord, shown, thrownText } from '../values';

/** Lists that a plan has, empty or not. */
const lists = ['provides', 'requires', 'workloads', 'secrets', 'tables'] as const;

/**
 * Asks a component for its plan. A component is code that other people write: what it throws, and a plan of another form, is a
 * problem at the component.
 * @returns undefined where the props have not their shape, which is reported with them, and after a report
 */
export function askedPlan({ plan: ask }: Component, context: PlanContext): ComponentPlan | undefined {
  if (ask === undefined) return undefined;
  let plan: unknown;
  let made: ComponentPlan;
  try {
    made = ask(context);
    plan = made;
  } catch (error) {
    context.report({
      at: context.at,
      reason: `its plan failed: ${thrownText(error)}`,
      next: 'correct the function that plans the component, and run it again',
    });
    return undefined;
  }
  const wrong = wrongPlan(plan);
  if (wrong === undefined) return made;
  // A rejection that nothing waits for would end the program.
  if (isPromise(plan)) Promise.resolve(plan).catch(() => undefined);
  context.report({
    at: context.at,
    reason: `its plan ${wrong}`,
    next: 'let the function that plans the component return planOf({ build, … })',
  });
  return undefined;
}

function wrongPlan(plan: unknown): string | undefined {
  if (isPromise(plan)) return 'is async, and nothing waits for it';
  if (!isRecord(plan)) return `is ${shown(plan)}`;
  const list = lists.find((key) => !Array.isArray(plan[key]));
  if (list !== undefined) return `has ${shown(plan[list])} as ${list}, which is a list`;
  const odd = lists.find((key) => entriesOf(plan[key]).some((item) => item === undefined || item === null));
  if (odd !== undefined) return `has an entry of ${odd} that is not defined`;
  if (typeof plan['build'] !== 'function') return `has ${shown(plan['build'])} as build, which is a function`;
  const { topics, upstream } = plan;
  if (!isRecord(topics) || !Array.isArray(topics['declared']) || !Array.isArray(topics['used']))
    return 'has topics without the lists declared and used';
  if (upstream !== undefined && (!isRecord(upstream) || !Array.isArray(upstream['creates'])))
    return 'has an upstream without the list creates';
  return undefined;
}

function entriesOf(list: unknown): readonly unknown[] {
  return Array.isArray(list) ? Array.from<unknown>(list) : [];
}
