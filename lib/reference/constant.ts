import * as ts from 'typescript';
import type { Json } from '../component';
import type { Modules } from './modules';

/**
 * The value of an expression that is written out: literals, lists, objects, and names of constants that are.
 * @returns undefined where something would have to be run to know it
 */
export function constantOf(expression: ts.Expression, modules: Modules): Json | undefined {
  const written = plain(expression);
  if (ts.isStringLiteralLike(written)) return written.text;
  if (ts.isNumericLiteral(written)) return Number(written.text);
  if (written.kind === ts.SyntaxKind.TrueKeyword) return true;
  if (written.kind === ts.SyntaxKind.FalseKeyword) return false;
  if (written.kind === ts.SyntaxKind.NullKeyword) return null;
  if (ts.isPrefixUnaryExpression(written) && written.operator === ts.SyntaxKind.MinusToken) {
    const value = constantOf(written.operand, modules);
    return typeof value === 'number' ? -value : undefined;
  }
  if (ts.isIdentifier(written)) {
    const found = modules.find(written.text, written);
    return found !== undefined && ts.isVariableDeclaration(found) && found.initializer !== undefined
      ? constantOf(found.initializer, modules)
      : undefined;
  }
  if (ts.isPropertyAccessExpression(written))
    return memberOf(constantOf(written.expression, modules), written.name.text);
  if (ts.isElementAccessExpression(written)) {
    const key = constantOf(written.argumentExpression, modules);
    return typeof key === 'string' ? memberOf(constantOf(written.expression, modules), key) : undefined;
  }
  if (ts.isArrayLiteralExpression(written)) return listOf(written, modules);
  return ts.isObjectLiteralExpression(written) ? objectOf(written, modules) : undefined;
}

/** The expression without what only the type checker reads: `as const`, `satisfies`, parentheses. */
export function plain(expression: ts.Expression): ts.Expression {
  return ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isParenthesizedExpression(expression)
    ? plain(expression.expression)
    : expression;
}

/** Key of an entry of an object literal, where it is written out. */
export function keyOf(name: ts.PropertyName): string | undefined {
  return ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name)
    ? name.text
    : undefined;
}

function listOf(list: ts.ArrayLiteralExpression, modules: Modules): Json | undefined {
  const items: Json[] = [];
  for (const element of list.elements) {
    const item = constantOf(element, modules);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}

function objectOf(literal: ts.ObjectLiteralExpression, modules: Modules): Json | undefined {
  const found: Record<string, Json> = {};
  for (const property of literal.properties) {
    const key = property.name && keyOf(property.name);
    const value = ts.isPropertyAssignment(property) ? constantOf(property.initializer, modules) : undefined;
    if (key === undefined || value === undefined) return undefined;
    found[key] = value;
  }
  return found;
}

function memberOf(value: Json | undefined, key: string): Json | undefined {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map<string, Json>(entries).get(key);
}
