import * as ts from 'typescript';

/** Source texts by path from the project's root, with `/` on every system: `lib/components/kafka.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** A declaration at the top of a module. */
export type Declaration =
  ts.VariableDeclaration | ts.FunctionDeclaration | ts.InterfaceDeclaration | ts.TypeAliasDeclaration;

/** Sources, parsed when they are first asked for. Names are followed as the compiler would, types are not computed. */
export interface Modules {
  /** Paths of all sources, sorted. */
  readonly paths: readonly string[];
  /** What a module exports, re-exports included, in the order of writing. */
  readonly exportsOf: (path: string) => ReadonlyMap<string, Declaration>;
  /** What a name means in the module where it was written. */
  readonly find: (name: string, user: ts.Node) => Declaration | undefined;
}

/** Reads sources as modules that know each other. */
export function parseModules(sources: Sources): Modules {
  const parsed = new Map<string, ts.SourceFile>();

  function fileAt(path: string): ts.SourceFile | undefined {
    const known = parsed.get(path);
    const text = sources.get(path);
    if (known !== undefined || text === undefined) return known;
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
    parsed.set(path, file);
    return file;
  }

  function imported(from: string, specifier: ts.Expression): ts.SourceFile | undefined {
    if (!ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return undefined;
    const path = joined(from, specifier.text);
    return fileAt(`${path}.ts`) ?? fileAt(`${path}/index.ts`);
  }

  function exported(file: ts.SourceFile | undefined): Map<string, Declaration> {
    const found = new Map<string, Declaration>();
    for (const statement of file?.statements ?? []) {
      if (file === undefined) break;
      if (!ts.isExportDeclaration(statement)) {
        // Of a function with several signatures the first is what people read.
        if (isExported(statement))
          for (const [name, what] of declared(statement)) if (!found.has(name)) found.set(name, what);
        continue;
      }
      const source =
        statement.moduleSpecifier === undefined ? file : imported(file.fileName, statement.moduleSpecifier);
      const clause = statement.exportClause;
      if (clause === undefined) for (const [name, what] of exported(source)) found.set(name, what);
      else if (ts.isNamedExports(clause))
        for (const item of clause.elements) {
          const what = source && lookup((item.propertyName ?? item.name).text, source, source !== file);
          if (what !== undefined) found.set(item.name.text, what);
        }
    }
    return found;
  }

  function lookup(name: string, file: ts.SourceFile, fromOutside: boolean): Declaration | undefined {
    if (fromOutside) return exported(file).get(name);
    for (const statement of file.statements) {
      if (ts.isImportDeclaration(statement)) {
        const bindings = statement.importClause?.namedBindings;
        const item =
          bindings !== undefined && ts.isNamedImports(bindings)
            ? bindings.elements.find((element) => element.name.text === name)
            : undefined;
        const source = item && imported(file.fileName, statement.moduleSpecifier);
        if (item !== undefined) return source && exported(source).get((item.propertyName ?? item.name).text);
      } else {
        const what = declared(statement).get(name);
        if (what !== undefined) return what;
      }
    }
    return undefined;
  }

  return {
    paths: [...sources.keys()].sort(),
    exportsOf: (path) => exported(fileAt(path)),
    find: (name, user) => lookup(name, user.getSourceFile(), false),
  };
}

/** Place of a node in messages: `lib/components/kafka.ts:12`. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

function declared(statement: ts.Statement): Map<string, Declaration> {
  const named = ts.isVariableStatement(statement)
    ? statement.declarationList.declarations
    : ts.isFunctionDeclaration(statement) ||
        ts.isInterfaceDeclaration(statement) ||
        ts.isTypeAliasDeclaration(statement)
      ? [statement]
      : [];
  return new Map(
    named.flatMap((declaration): [string, Declaration][] =>
      declaration.name !== undefined && ts.isIdentifier(declaration.name)
        ? [[declaration.name.text, declaration]]
        : [],
    ),
  );
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  );
}

function joined(from: string, specifier: string): string {
  const steps = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  return steps.join('/');
}
