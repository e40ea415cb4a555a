import * as v from 'valibot';
import { writtenAs } from './example';
import { parseShape } from './shape';

const shape = v.strictObject({
  ports: v.exactOptional(v.pipe(v.record(v.string(), v.number()), writtenAs('{ http: 8080 }')), {}),
  volumes: v.pipe(v.array(v.string()), writtenAs("['data']")),
});

test.each<readonly [unknown, readonly string[]]>([
  [{ volumes: [] }, []],
  [{ ports: [80], volumes: [] }, ['app.ports: found [80]; expected an object, such as { http: 8080 }']],
  [{ volumes: 'data' }, ['app.volumes: found "data"; expected a list, such as [\'data\']']],
  [{}, ["app.volumes: is missing; write a list, such as ['data']"]],
])('%j gets an example of the right form where its form is wrong', (written, messages) => {
  const found: string[] = [];
  parseShape(shape, written, 'app', ({ at, reason, next }) => found.push(`${at}: ${reason}; ${next}`));
  expect(found).toEqual(messages);
});
