import { leftovers } from './catalogue';

/** Whether something below the trees of synth is left by such a program. @param path from the root of the repository */
export function isLeftover(path: string): boolean {
  return patterns.some((pattern) => pattern.test(path));
}

const patterns: readonly RegExp[] = leftovers.map(patternOf);

/** A line of a `.gitignore` as a pattern over whole paths; a folder takes in what is in it. https://git-scm.com/docs/gitignore */
function patternOf(line: string): RegExp {
  const parts = line.replace(/\/$/, '').split('/');
  const source = parts.map((part) =>
    part === '**' ? '(?:[^/]+/)*' : `${part.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}/`,
  );
  return new RegExp(`^${source.join('').replace(/\/$/, '')}(?:/|$)`);
}
