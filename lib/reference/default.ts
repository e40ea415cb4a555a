import type * as ts from 'typescript';
import type { Json } from '../component';
import type { Report } from '../values';
import { constantOf, plain } from './constant';
import type { Modules } from './modules';
import { code, notation } from './shape';

/** A prop that may be left out. */
export interface Optional {
  readonly name: string;
  /** Place in messages. */
  readonly at: string;
  /** The default in the code. */
  readonly fallback: ts.Expression | undefined;
  /** The default in the doc comment. */
  readonly said: string | undefined;
}

/**
 * What holds when a prop is left out, in Markdown: the code's value, or the comment's words where the value alone says too
 * little. Reports a comment that says something else than the code, and silence where the code does not say it either.
 */
export function readDefault(prop: Optional, modules: Modules, report: Report): string {
  const { name, at, fallback, said } = prop;
  const value = fallback && constantOf(fallback, modules);
  if (fallback === undefined || value === undefined) {
    if (said === undefined)
      report({
        at,
        reason: `\`${name}\` may be left out, and neither code nor comment says plainly what holds then`,
        next: 'write `@default` and the words',
      });
    return withCode(said ?? '');
  }
  if (said === undefined || isSame(said, value, fallback)) return shownDefault(value);
  // Words are welcome beside a value, and in place of one that says nothing or has its one place elsewhere.
  const elsewhere = !isLiteral(plain(fallback).getText());
  if (!isLiteral(said) && elsewhere) return shownDefault(value);
  if (!isLiteral(said) && (isEmpty(value) || said.includes(notation(value)))) return withCode(said);
  report({
    at,
    reason: `the comment of \`${name}\` says \`@default ${said}\`, the code says \`${notation(value)}\``,
    next: 'correct the one that is wrong',
  });
  return shownDefault(value);
}

function isSame(said: string, value: Json, fallback: ts.Expression): boolean {
  const [bare, ...same] = [said.replace(/^`(.*)`$/s, '$1'), fallback.getText(), notation(value)].map((text) =>
    text.replaceAll(/\s+/g, '').replaceAll('"', "'"),
  );
  return bare !== undefined && same.includes(bare);
}

/** Whether a text is a value of the language and not words. */
function isLiteral(text: string): boolean {
  return /^(?:'[^']*'|"[^"]*"|`[^`]*`|-?\d[\d_.]*|true|false|null|\[.*\]|\{.*\})$/s.test(text);
}

function isEmpty(value: Json): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function shownDefault(value: Json): string {
  if (isEmpty(value)) return 'none';
  return Array.isArray(value) ? value.map(code).join(', ') : code(value);
}

/** Quoted text within words becomes inline code, without its quotes; code and apostrophes stay. */
function withCode(words: string): string {
  return words.replaceAll(/`[^`]*`|(?<!\w)'([^']+)'(?!\w)/g, (found, quoted?: string) =>
    quoted === undefined ? found : `\`${quoted}\``,
  );
}
