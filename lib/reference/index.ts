import { readSources } from './read-sources';
import { type Reference, renderReference } from './pages';

export type { Reference } from './pages';

/** Makes `docs/reference` from the sources of a project. Reads files and writes none. */
export function referencePages(root: string): Reference {
  return renderReference(readSources(root));
}
