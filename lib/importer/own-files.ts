import { header } from './render';
import { sources } from './sources';

/** Names of the files in `imports/` that `npm run import` writes for asterism itself. */
export const ownImports: readonly string[] = [
  'kinds.ts',
  ...sources.flatMap(({ from, group }) => (from === 'elsewhere' ? [] : [`${group}.ts`])),
];

/** Whether `npm run import` wrote a file of `imports/` for asterism itself. */
export function isGenerated(text: string): boolean {
  return text.startsWith(header);
}
