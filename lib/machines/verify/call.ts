import { shellWord } from '../../values';

/** A call of a shell function with its words, quoted where a shell would read them. */
export function shellCall(name: string, ...words: readonly string[]): string {
  return [name, ...words.map(shellWord)].join(' ');
}
