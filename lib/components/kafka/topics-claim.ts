import * as v from 'valibot';
import { claimKind, claimsOf, line, nearest } from '../../core';

/** Names of things in a cluster: a topic, a component. */
const name = line(500);

/** Brokers claim the topics that they declare: brokers create none by themselves. */
export const declaredTopics = claimKind({ name: 'declaredTopics', shape: v.array(name) });

/** What reads or writes a topic claims it, at the place where it names it. The brokers have to declare the topic. */
export const usedTopics = claimKind({
  name: 'usedTopics',
  shape: v.strictObject({
    topic: name,
    /** Name of the component whose brokers hold it. */
    brokers: name,
  }),
  check: (uses, context) => {
    for (const { value, at } of uses) {
      const { topic, brokers } = value;
      // A component that the cluster does not list is reported as such.
      if (context.components.every((component) => component.name !== brokers)) continue;
      const declared = claimsOf(context, declaredTopics)
        .filter(({ by }) => by === brokers)
        .flatMap((claimed) => claimed.value);
      if (declared.includes(topic)) continue;
      const near = nearest(topic, declared);
      context.report({
        at,
        reason: `topic "${topic}" is not declared by ${brokers}`,
        next:
          near === undefined
            ? `declare it in ${context.at}.components.${brokers}.topics`
            : `did you mean "${near}"?`,
      });
    }
  },
});
