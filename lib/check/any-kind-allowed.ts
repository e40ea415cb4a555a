import { projectName } from '../argocd';
import { mayCreateAnything } from '../component';
import type { CheckRule } from './finding';

/** A project that allows every kind keeps nothing from a chart that was tampered with, or that grows a new kind. */
export const anyKindAllowed: CheckRule = {
  id: 'any-kind-allowed',
  why: 'a project allows the kinds that its Applications are made of, and no others',
  check: ({ plan: { components, facts } }) =>
    components
      .filter(({ upstream }) => mayCreateAnything(upstream))
      .map((component) => {
        const project = projectName(facts, component);
        return {
          rule: anyKindAllowed.id,
          severity: 'warning',
          at: `apps/${facts.name}/appproject-${project}.yaml`,
          reason: `what ${component.name} creates is not stated, so project ${project} allows every kind in every namespace`,
          next: 'state the kinds that it creates',
        };
      }),
};
