import { nearest, type Report } from '../values';
import type { ReadComponent } from './planned';

/** Reports topics that a component uses and that the brokers it uses them on do not declare. */
export function checkTopics(components: readonly ReadComponent[], at: string, report: Report): void {
  for (const component of components) {
    for (const use of component.topics.used) {
      const brokers = components.find((candidate) => candidate.name === use.brokers);
      if (brokers === undefined || brokers.topics.declared.includes(use.topic)) continue;
      const near = nearest(use.topic, brokers.topics.declared);
      report({
        at: use.at,
        reason: `topic "${use.topic}" is not declared by ${use.brokers}`,
        next:
          near === undefined
            ? `declare it in ${at}.components.${use.brokers}.topics`
            : `did you mean "${near}"?`,
      });
    }
  }
}
