import type { FileSpec } from '../synth/file-spec';
import type { Problem } from '../values';
import { checkPackagedGroup, type ReadPackageFile } from './packages';
import { renderGroup, renderKinds } from './render';
import type { GroupSource } from './source';
import { sources as allSources } from './sources';

export interface GeneratedImports {
  /** The files of `imports/`, sorted by path; none where there are problems. */
  readonly files: readonly FileSpec[];
  /** Kinds of the source list that the installed packages do not have. */
  readonly problems: readonly Problem[];
}

/**
 * Writes the typed constructs of `imports/`: a file for each API group, and `kinds.ts` with their scopes.
 *
 * The same sources give the same bytes. The packages are read only to make sure that each kind is there; nothing
 * of their text is copied. The generated files refer to their types, which are gone at run time.
 *
 * @param read reads a file of an installed package; see `readInstalled`
 * @param sources default: every custom kind that asterism writes
 */
export function generateImports(
  read: ReadPackageFile,
  sources: readonly GroupSource[] = allSources,
): GeneratedImports {
  const problems = sources.flatMap((source) =>
    source.from === 'package' ? checkPackagedGroup(source, read) : [],
  );
  if (problems.length > 0) return { files: [], problems };
  const files = [
    { path: 'imports/kinds.ts', text: renderKinds(sources) },
    ...sources.flatMap((source) =>
      source.from === 'elsewhere' ? [] : [{ path: `imports/${source.group}.ts`, text: renderGroup(source) }],
    ),
  ];
  return { files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), problems };
}
