import { objectId } from '../synth';
import type { Finding } from './finding';
import type { View } from './view';

/**
 * A finding with the place where a person wrote the object, where that is a file of the project: they cannot correct the file in
 * `dist/`, and after an error it does not exist either.
 */
export function atSource(view: View): (finding: Finding) => Finding {
  const written = new Map(
    view.plan.components.flatMap(({ name, content }) =>
      (content?.objects ?? []).map(({ object, at }): [string, string] => [keyOf(name, objectId(object)), at]),
    ),
  );
  if (written.size === 0) return (finding) => finding;
  const places = new Map(
    view.objects.flatMap(({ path, app, object }): [string, string][] => {
      const at = written.get(keyOf(app, objectId(object)));
      return at === undefined ? [] : [[path, at]];
    }),
  );
  return (finding) => {
    const [path = '', ...within] = finding.at.split(': ');
    const at = places.get(path);
    return at === undefined ? finding : { ...finding, at: [at, ...within].join(': ') };
  };
}

function keyOf(app: string, id: string): string {
  return `${app}\n${id}`;
}
