import * as ts from 'typescript';

/** A doc comment, taken apart. */
export interface Doc {
  /** What stands before the first tag, a line a paragraph; list items keep their own lines. */
  readonly text: string;
  /** What `@default` says. */
  readonly defaultText: string | undefined;
  /** What `@returns` says. */
  readonly returns: string | undefined;
  /** The code of `@example`, as it was written. */
  readonly example: string | undefined;
}

const tags = /(?:^|\s)@(default|example|returns|param|throws|see)(?=\s|$)/;

/** The doc comment right before a statement or an entry, or undefined where there is none. */
export function docOf(node: ts.Node): Doc | undefined {
  const whole = node.getSourceFile().text;
  const before = node.getFullStart();
  // The compiler counts a comment on the line of the token before it to that token; `{ /** It. */ it }` speaks of `it`.
  const sameLine = (comment: ts.CommentRange) => !whole.slice(comment.end, node.getStart()).includes('\n');
  const comments = [
    ...(ts.getTrailingCommentRanges(whole, before) ?? []).filter(sameLine),
    ...(ts.getLeadingCommentRanges(whole, before) ?? []),
  ];
  const [written] = comments
    .map(({ pos, end }) => whole.slice(pos, end))
    .filter((comment) => comment.startsWith('/**'))
    .slice(-1);
  if (written === undefined) return undefined;
  const lines = written.slice(3, -2).replaceAll(/^[ \t]*\* ?/gm, '');
  const [text = '', ...tagged] = lines.split(tags);
  return {
    text: paragraphs(text),
    defaultText: taggedText('default', tagged, paragraphs),
    returns: taggedText('returns', tagged, paragraphs),
    example: taggedText('example', tagged, codeOf),
  };
}

/** The doc comment of a constant stands before its whole statement. */
export function docOfDeclaration(declaration: ts.Node): Doc | undefined {
  return docOf(ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration);
}

/** Splitting at the tags leaves their names and texts in turn. */
function taggedText(
  tag: string,
  tagged: readonly string[],
  read: (text: string) => string,
): string | undefined {
  const at = tagged.indexOf(tag);
  return at < 0 || at % 2 === 1 ? undefined : read(tagged[at + 1] ?? '');
}

/** Lines that a comment's width broke are joined again; an empty line ends a paragraph, a dash begins a list item. */
function paragraphs(text: string): string {
  return text
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.trim().replaceAll(/\s*\n\s*(?!- )/g, ' '))
    .join('\n\n');
}

/** An example may have a fence of its own, which the page replaces. */
function codeOf(text: string): string {
  return text
    .replace(/^\s*```\w*\n/, '')
    .replace(/\n```\s*$/, '')
    .replace(/^\s*\n/, '')
    .trimEnd();
}
