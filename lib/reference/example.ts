import * as ts from 'typescript';
import type { Report } from '../values';

/** An example of a doc comment. */
export interface Example {
  /** What it is an example of. */
  readonly name: string;
  readonly at: string;
  readonly code: string;
}

/**
 * Makes short examples whole, so that a reader can paste them and the compiler can read them. A name that an example leaves
 * open is declared by another example, whose declaration goes before it; what the library exports is imported.
 * @param exported names that the library exports
 */
export function completeExamples(
  examples: readonly Example[],
  exported: ReadonlySet<string>,
  report: Report,
): ReadonlyMap<string, string> {
  const declarations = new Map<string, string>();
  for (const example of examples)
    for (const [name, statement] of declaredIn(example.code))
      if (!declarations.has(name)) declarations.set(name, statement);

  return new Map(
    examples.map((example) => {
      const before: string[] = [];
      const imports = new Set<string>();
      const seen = new Set<string>([...declaredIn(example.code).keys()]);
      const complete = (code: string): void => {
        for (const name of [...namesIn(code)].filter((one) => !seen.has(one))) {
          seen.add(name);
          const declaration = declarations.get(name);
          if (exported.has(name)) imports.add(name);
          else if (declaration !== undefined) {
            complete(declaration);
            before.push(declaration);
          } else
            report({
              at: example.at,
              reason: `the example of \`${example.name}\` uses \`${name}\`, which nothing declares`,
              next: `declare it in this example, or in that of what makes it`,
            });
        }
      };
      complete(example.code);
      const head =
        imports.size === 0 ? '' : `import { ${[...imports].sort().join(', ')} } from 'asterism';\n\n`;
      return [example.name, `${head}${[...before, example.code].map(ended).join('\n')}\n`];
    }),
  );
}

/** Statements get the semicolon that a short example leaves out. */
function ended(code: string): string {
  return parse(code).statements.reduceRight(
    (text, { end }) => (code[end - 1] === ';' ? text : `${text.slice(0, end)};${text.slice(end)}`),
    code,
  );
}

function declaredIn(code: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const statement of parse(code).statements)
    if (ts.isVariableStatement(statement))
      for (const { name } of statement.declarationList.declarations)
        if (ts.isIdentifier(name)) found.set(name.text, statement.getText());
  return found;
}

/** Names of values, without those of keys and members. */
function namesIn(code: string): Set<string> {
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) visit(node.expression);
    else if (ts.isPropertyAssignment(node)) visit(node.initializer);
    else if (ts.isIdentifier(node)) found.add(node.text);
    else ts.forEachChild(node, visit);
  };
  visit(parse(code));
  return found;
}

function parse(code: string): ts.SourceFile {
  return ts.createSourceFile('example.ts', code, ts.ScriptTarget.ES2023, true);
}
