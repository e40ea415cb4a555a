import { anchorOf } from '../reference/markdown';

/** A Markdown file of the repository. */
export interface MarkdownPage {
  /** Path from the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** A fenced block. */
export interface Block {
  readonly path: string;
  /** Line of its first line of code, from 1. */
  readonly line: number;
  /** First word after the fence: `ts`. */
  readonly language: string;
  /** What follows the language: `ignore: shows what does not compile`. */
  readonly info: string;
  readonly code: string;
}

/** Something in prose, and the line on which it stands. */
export interface Mention {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

interface Line {
  readonly number: number;
  readonly text: string;
  /** The block of which it is a line of code, by the number of its opening fence. */
  readonly block?: number;
  readonly info?: string;
}

const fence = /^\s*(`{3,}|~{3,})\s*(.*)$/;

/** Every line of a page, with the block to which it belongs. */
function linesOf(page: MarkdownPage): readonly Line[] {
  let open: { readonly mark: string; readonly number: number; readonly info: string } | undefined;
  return page.text.split('\n').flatMap((text, index): Line[] => {
    const number = index + 1;
    const [, mark = '', info = ''] = fence.exec(text) ?? [];
    if (open === undefined) {
      if (mark === '') return [{ number, text }];
      open = { mark, number, info: info.trim() };
      return [{ number, text: '', block: number, info: open.info }];
    }
    if (mark.startsWith(open.mark) && info === '') {
      open = undefined;
      return [];
    }
    return [{ number, text, block: open.number, info: open.info }];
  });
}

/** The fenced blocks of a page, without their indentation. */
export function blocksOf(page: MarkdownPage): readonly Block[] {
  const blocks = new Map<number, Line[]>();
  for (const line of linesOf(page))
    if (line.block !== undefined) blocks.set(line.block, [...(blocks.get(line.block) ?? []), line]);
  return [...blocks].map(([number, [opening, ...lines]]) => {
    const [language = '', ...info] = (opening?.info ?? '').split(/\s+/);
    const filled = lines.filter((line) => line.text.trim() !== '');
    const indent = Math.min(...filled.map((line) => line.text.search(/\S/)), 80);
    const code = lines.map((line) => `${line.text.slice(indent)}\n`).join('');
    return { path: page.path, line: number + 1, language, info: info.join(' '), code };
  });
}

/** Targets of links and images, inside the repository and out of it. */
export function linksOf(page: MarkdownPage): readonly Mention[] {
  const patterns = [
    /\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g,
    /^\s*\[[^\]]+\]:\s*(\S+)/g,
    /\b(?:src|href|srcset)="([^"]+)"/g,
  ];
  return proseOf(page).flatMap(({ number, text }) =>
    patterns.flatMap((pattern) =>
      [...text.replaceAll(/`[^`]*`/g, '').matchAll(pattern)].map(([, target = '']) => ({
        path: page.path,
        line: number,
        text: target,
      })),
    ),
  );
}

/** Inline code in prose. */
export function spansOf(page: MarkdownPage): readonly Mention[] {
  return proseOf(page).flatMap(({ number, text }) =>
    [...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => ({ path: page.path, line: number, text: span })),
  );
}

/** Ids to which a link into a page may point; a heading that comes again gets a number. */
export function anchorsOf(page: MarkdownPage): ReadonlySet<string> {
  const anchors = new Set<string>();
  const times = new Map<string, number>();
  for (const { text } of proseOf(page)) {
    const heading = /^#{1,6}\s+(.*?)(?:\s+#+)?\s*$/.exec(text)?.[1];
    if (heading !== undefined) {
      const anchor = anchorOf(heading.replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1'));
      const before = times.get(anchor) ?? 0;
      anchors.add(before === 0 ? anchor : `${anchor}-${before}`);
      times.set(anchor, before + 1);
    }
    for (const [, id = ''] of text.matchAll(/\b(?:id|name)="([^"]+)"/g)) anchors.add(id);
  }
  return anchors;
}

function proseOf(page: MarkdownPage): readonly Line[] {
  return linesOf(page).filter((line) => line.block === undefined);
}
