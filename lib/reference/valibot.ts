import * as ts from 'typescript';
import { plain } from './constant';
import type { Modules } from './modules';

/** The value of a constant by its name; any other expression as it is. */
export function initializerOf(expression: ts.Expression, modules: Modules): ts.Expression {
  const written = plain(expression);
  if (!ts.isIdentifier(written)) return written;
  const found = modules.find(written.text, written);
  return found !== undefined && ts.isVariableDeclaration(found) && found.initializer !== undefined
    ? initializerOf(found.initializer, modules)
    : written;
}

/** A call of valibot: `v.array(v.string())`. */
export function callOf(expression: ts.Expression):
  | {
      readonly name: string;
      readonly args: readonly ts.Expression[];
      readonly type: ts.TypeNode | undefined;
    }
  | undefined {
  if (!ts.isCallExpression(expression) || !ts.isPropertyAccessExpression(expression.expression))
    return undefined;
  const { expression: library, name } = expression.expression;
  return ts.isIdentifier(library) && library.text === 'v'
    ? { name: name.text, args: expression.arguments, type: expression.typeArguments?.[0] }
    : undefined;
}

/** What a function of ours returns that makes a schema: `wholeNumber('a port', 1, 65535)`. */
export function returnedBy(expression: ts.Expression, modules: Modules): ts.Expression | undefined {
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined;
  const found = modules.find(expression.expression.text, expression);
  if (found === undefined || !ts.isFunctionDeclaration(found)) return undefined;
  return found.body?.statements.find(ts.isReturnStatement)?.expression;
}

export function elementsOf(expression: ts.Expression): readonly ts.Expression[] {
  const written = plain(expression);
  return ts.isArrayLiteralExpression(written) ? written.elements : [];
}
