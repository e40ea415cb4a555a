import { type Component, type PlanContext, planShape, type ShapedPlan } from '../component';
import { isPromise, parseShape, thrownText } from '../values';

/**
 * Asks a component for its plan. A component is code that other people write: what it throws, and each part of its plan that
 * has another form, is a problem at the component.
 * @returns undefined where the props have not their shape, which is reported with them, and after a report
 */
export function askedPlan({ plan: ask }: Component, context: PlanContext): ShapedPlan | undefined {
  if (ask === undefined) return undefined;
  const { at, report } = context;
  let plan: unknown;
  let isAsync: boolean;
  try {
    plan = ask(context);
    isAsync = isPromise(plan);
  } catch (error) {
    report({
      at,
      reason: `its plan failed: ${thrownText(error)}`,
      next: 'correct the function that plans the component, and run it again',
    });
    return undefined;
  }
  if (!isAsync) return parseShape(planShape, plan, at, report);
  // A rejection that nothing waits for would end the program.
  Promise.resolve(plan).catch(() => undefined);
  report({
    at,
    reason: 'its plan is async, and nothing waits for it',
    next: 'let the function that plans the component return planOf({ build, … })',
  });
  return undefined;
}
