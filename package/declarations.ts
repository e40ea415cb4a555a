import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import * as ts from 'typescript';

const entries = ['lib/index.ts', 'lib/testing/contract.ts'];

/**
 * Writes the declarations of the package's entries, and of the files that these name. The others would bring what no user sees:
 * the constructs of `imports/` among them, whose types come from packages that are not installed with asterism.
 * @param root this repository, absolute
 * @param folder where the declarations go, absolute
 */
export function writeDeclarations(root: string, folder: string): void {
  const config = ts.getParsedCommandLineOfConfigFile(join(root, 'tsconfig.json'), undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => {
      throw new Error(ts.flattenDiagnosticMessageText(messageText, ' '));
    },
  });
  const program = ts.createProgram(
    entries.map((entry) => join(root, entry)),
    {
      ...config?.options,
      noEmit: false,
      declaration: true,
      emitDeclarationOnly: true,
      rootDir: root,
      outDir: folder,
    },
  );
  const made = new Map<string, string>();
  const { diagnostics } = program.emit(undefined, (path, text) => {
    made.set(posix.relative(folder, path), text);
  });
  const problems = diagnostics.map(
    ({ file, messageText }) =>
      `${file?.fileName ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
  );
  if (problems.length > 0) throw new Error(problems.join('\n'));
  for (const path of named(
    entries.map((entry) => entry.replace(/\.ts$/, '.d.ts')),
    made,
  )) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), made.get(path) ?? '');
  }
}

/** Paths of the declarations that the given ones name, directly or not, and of these. */
function named(paths: readonly string[], made: ReadonlyMap<string, string>): ReadonlySet<string> {
  const seen = new Set(paths);
  // A set hands out what is added while it is walked.
  for (const path of seen)
    for (const { fileName } of ts.preProcessFile(made.get(path) ?? '').importedFiles) {
      if (!fileName.startsWith('.')) continue;
      const place = posix.join(posix.dirname(path), fileName);
      const file = [`${place}.d.ts`, posix.join(place, 'index.d.ts')].find((name) => made.has(name));
      if (file === undefined) throw new Error(`${path} names ${fileName}, which has no declarations`);
      seen.add(file);
    }
  return seen;
}
