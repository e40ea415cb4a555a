import type { FoundObject } from '../plan';
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
      (content?.objects ?? []).map((found): [string, FoundObject] => [
        keyOf(name, objectId(found.object)),
        found,
      ]),
    ),
  );
  if (written.size === 0) return (finding) => finding;
  const places = new Map(
    view.objects.flatMap(({ path, app, object }): [string, FoundObject][] => {
      const found = written.get(keyOf(app, objectId(object)));
      return found === undefined ? [] : [[path, found]];
    }),
  );
  return (finding) => {
    const [path = '', ...within] = finding.at.split(': ');
    const found = places.get(path);
    if (found === undefined) return finding;
    const { field } = finding;
    const at = field === undefined ? found.at : (found.placeOf?.(field) ?? found.at);
    return { ...finding, at: [at, ...within].join(': ') };
  };
}

function keyOf(app: string, id: string): string {
  return `${app}\n${id}`;
}
