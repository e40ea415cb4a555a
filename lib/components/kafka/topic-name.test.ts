import { parsesTo, refusal } from '../../testing/parses';
import { shown } from '../../values';
import { topicName } from './topic-name';

const form = 'use at most 249 of the letters a to z, digits, dots, underscores and hyphens';

test.each(['demo-messages', 'a.b.c', 'A_b', '_', '...', 't'.repeat(249)])('%s names a topic', (name) => {
  expect(parsesTo(topicName, name)).toBe(name);
});

test.each(['demo messages', '.', '..', 't'.repeat(250), '', 'ä'])('%j does not name a topic', (name) => {
  expect(parsesTo(topicName, name)).toEqual(refusal(`${shown(name)} is not a valid Kafka topic name`, form));
});

test("a topic that Kafka keeps is refused, and so are dots beside underscores, which collide in Kafka's metrics", () => {
  expect(parsesTo(topicName, '__consumer_offsets')).toEqual(
    refusal('Kafka keeps "__consumer_offsets" for itself', 'take a name without "__" in front'),
  );
  expect(parsesTo(topicName, 'a.b_c')).toEqual(
    refusal(
      '"a.b_c" mixes dots and underscores, which collide in Kafka\'s metric names',
      'did you mean "a.b.c"?',
    ),
  );
});
