import { loadAll } from 'js-yaml';
import { posix } from 'node:path';
import * as ts from 'typescript';
import { anchorsOf, type Block, linksOf, type MarkdownPage, type Mention, spansOf } from './markdown';

/** What commands in the docs may call. */
export interface Callable {
  /** Scripts of package.json. */
  readonly scripts: readonly string[];
  /** Commands of asterism. */
  readonly commands: readonly string[];
}

/**
 * Type-checks blocks of TypeScript, all in one program. Each is a module as if in `clusters/`, so that it begins with
 * `import { defineCluster, kafka } from 'asterism'` as a cluster file does.
 */
export function typeProblems(root: string, blocks: readonly Block[]): readonly string[] {
  const modules = new Map(
    blocks.map((block, index) => [posix.join(root, `clusters/docs-block-${index}.ts`), block]),
  );
  const config = ts.getParsedCommandLineOfConfigFile(posix.join(root, 'tsconfig.json'), undefined, {
    ...ts.sys,
    readDirectory: () => [],
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '));
    },
  });
  const options = config?.options ?? {};
  // Without an export a block would be a script, whose names are seen by all other scripts.
  const textOf = (path: string) => {
    const block = modules.get(path);
    return block && `${block.code}\nexport {};\n`;
  };
  const disk = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (path) => modules.has(path) || disk.fileExists(path),
    readFile: (path) => textOf(path) ?? disk.readFile(path),
    getSourceFile: (path, ...rest) => {
      const text = textOf(path);
      return text === undefined
        ? disk.getSourceFile(path, ...rest)
        : ts.createSourceFile(path, text, rest[0], true);
    },
  };
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([path, block]) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(
      ({ start = 0, messageText }) => {
        const line = file?.getLineAndCharacterOfPosition(start).line ?? 0;
        return `${block.path}:${block.line + line}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
      },
    );
  });
}

/** Reads a block of YAML, which may hold several documents. */
export function yamlProblems(block: Block): readonly string[] {
  try {
    loadAll(block.code);
    return [];
  } catch (error) {
    return [`${block.path}:${block.line}: ${error instanceof Error ? error.message : String(error)}`];
  }
}

/** Scripts and commands that a block of shell, or a page's inline code, calls and that do not exist. */
export function commandProblems(calls: readonly Mention[], known: Callable): readonly string[] {
  return calls.flatMap(({ path, line, text }) => {
    const plain = text.replaceAll(/(?:^|\s)#.*$/gm, '');
    const missing = (pattern: RegExp, names: readonly string[], what: string, where: string) =>
      [...plain.matchAll(pattern)].flatMap(([, name = '']) =>
        names.includes(name) ? [] : [`${path}:${line}: \`${what} ${name}\`: ${where} has no \`${name}\``],
      );
    return [
      ...missing(/\bnpm run(?:-script)? +(?:-\S+ +)*([\w:.-]+)/g, known.scripts, 'npm run', 'package.json'),
      ...missing(/\bnpm (test|start)\b/g, known.scripts, 'npm', 'package.json'),
      ...missing(
        /(?:^|[\s;&|(])asterism +(?:-- +)?([a-z][\w-]*)/gm,
        known.commands,
        'asterism',
        'the command line',
      ),
    ];
  });
}

/** A block of shell as something that calls. */
export function callsOf(block: Block): Mention {
  return { path: block.path, line: block.line, text: block.code };
}

/** Inline code that is a command. */
export function spokenCallsOf(page: MarkdownPage): readonly Mention[] {
  return spansOf(page).filter(({ text }) => /^(?:npm|npx|asterism) /.test(text));
}

/**
 * Links from page to page that lead nowhere.
 * @param exists whether the repository holds a file or folder
 */
export function linkProblems(
  pages: readonly MarkdownPage[],
  exists: (path: string) => boolean,
): readonly string[] {
  const anchors = new Map(pages.map((page) => [page.path, anchorsOf(page)]));
  return pages.flatMap(linksOf).flatMap(({ path, line, text }) => {
    if (/^(?:[a-z]+:|\/\/)/i.test(text)) return [];
    const [file = '', anchor] = text.split('#');
    const target = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURI(file)));
    if (target.startsWith('..') || !exists(target)) return [`${path}:${line}: ${text}: no file ${target}`];
    const known = anchors.get(target);
    return anchor === undefined || known === undefined || known.has(anchor)
      ? []
      : [`${path}:${line}: ${text}: no heading #${anchor} in ${target}`];
  });
}
