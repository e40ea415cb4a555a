import * as ts from 'typescript';
import type { Report } from '../values';
import { type Doc, docOf, docOfDeclaration } from './doc';
import { type Declaration, type Modules, placeOf } from './modules';
import { type Reading, readShape, shapeOfType } from './read-shape';
import type { Shape } from './shape';

/** What a cluster file lists, and the type of the functions that make it. */
export const listed = {
  component: 'Component',
  distribution: 'DistributionDeclaration',
  program: 'HostProgram',
  machine: 'MachineDeclaration',
  system: 'SystemDeclaration',
} as const;

/** A function that makes what a cluster file lists, as its page shows it. */
export interface ComponentDoc {
  readonly name: string;
  readonly makes: keyof typeof listed;
  /** Where it is declared, from the project's root. */
  readonly path: string;
  /** Place in messages. */
  readonly at: string;
  readonly doc: Doc;
  readonly props: Shape;
  /** What it has beside what every component has: endpoints and names for other components. */
  readonly offers: readonly Offer[];
  /** Functions that it has, with which the file goes on to make what it lists. */
  readonly makers: readonly Maker[];
}

/** A function of a value, and its props. */
interface Maker {
  readonly name: string;
  readonly text: string;
  readonly props: Shape;
}

/** A member of a component that others use. */
export interface Offer {
  readonly name: string;
  /** Undefined where the type says less than the words. */
  readonly type: Shape | undefined;
  readonly text: string;
}

/** The functions under `lib/components` and `lib/machines` that return what a cluster file lists, sorted by name. */
export function findComponents(reading: Reading): readonly ComponentDoc[] {
  const { modules } = reading;
  const functions = new Map<string, readonly [ComponentDoc['makes'], ts.FunctionDeclaration]>();
  const paths = /^lib\/(components|machines)\/[^/]+(?:\/index)?\.ts$/;
  for (const path of modules.paths.filter((one) => paths.test(one)))
    for (const [name, declaration] of modules.exportsOf(path)) {
      if (!ts.isFunctionDeclaration(declaration)) continue;
      for (const makes of ['component', 'distribution', 'program', 'machine', 'system'] as const)
        if (returns(listed[makes], declaration.type, modules)) functions.set(name, [makes, declaration]);
    }
  return [...functions]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, [makes, declaration]]) => readComponent(name, makes, declaration, reading));
}

function readComponent(
  name: string,
  makes: ComponentDoc['makes'],
  declaration: ts.FunctionDeclaration,
  reading: Reading,
): ComponentDoc {
  const { modules, report } = reading;
  const at = placeOf(declaration.name ?? declaration);
  const doc = docOf(declaration);
  const members = membersOf(declaration.type, modules);
  if (doc === undefined || doc.text === '')
    report({
      at,
      reason: `no doc comment says what \`${name}()\` makes`,
      next: 'write what it is, in a few words',
    });
  if (doc?.example === undefined)
    report({
      at,
      reason: `\`${name}()\` has no example`,
      next: 'write a short `@example` in its doc comment',
    });
  return {
    name,
    makes,
    path: declaration.getSourceFile().fileName,
    at,
    doc: doc ?? { text: '', defaultText: undefined, returns: undefined, example: undefined },
    props: readProps(name, declaration, reading),
    offers: members
      .filter((member) => made(member, modules) === undefined)
      .flatMap((member) => readOffer(member, report)),
    makers: members.flatMap((member) => readMaker(member, reading)),
  };
}

/** The props' type is made from their shape: `type KafkaProps = PropsOf<typeof kafkaProps>`. */
function readProps(
  name: string,
  declaration: ts.FunctionDeclaration | ts.FunctionTypeNode,
  reading: Reading,
): Shape {
  const type = declaration.parameters[0]?.type;
  if (type === undefined) return { is: 'object', props: [] };
  const alias = propsAlias(type, reading.modules);
  const shape = alias && shapeIn(alias);
  if (shape !== undefined) return readShape(shape, reading);
  reading.report({
    at: placeOf(type),
    reason: `the type of \`${name}\`'s props is not made from a shape`,
    next: `write \`type ${type.getText()} = PropsOf<typeof ${name}Props>\``,
  });
  return { is: 'object', props: [] };
}

/** A function whose type depends on its props adds to their type: `props: AppProps & { ports?: P }`. */
function propsAlias(type: ts.TypeNode, modules: Modules): Declaration | undefined {
  return ts.isIntersectionTypeNode(type)
    ? type.types.map((part) => named(part, modules)).find((part) => part !== undefined)
    : named(type, modules);
}

function shapeIn(node: ts.Node): ts.Identifier | undefined {
  if (ts.isTypeQueryNode(node) && ts.isIdentifier(node.exprName)) return node.exprName;
  return ts.forEachChild(node, shapeIn);
}

function readOffer(member: ts.TypeElement, report: Report): Offer[] {
  if (!ts.isPropertySignature(member) || !ts.isIdentifier(member.name)) return [];
  const { text: name } = member.name;
  const text = docOf(member)?.text ?? '';
  if (text === '')
    report({
      at: placeOf(member),
      reason: `no doc comment says what \`${name}\` is`,
      next: 'write what it is for',
    });
  return [{ name, type: shapeOfType(member.type), text }];
}

function readMaker(member: ts.TypeElement, reading: Reading): Maker[] {
  const type = made(member, reading.modules);
  return type === undefined
    ? []
    : readOffer(member, reading.report).map(({ name, text }) => ({
        name,
        text,
        props: readProps(name, type, reading),
      }));
}

/** The type of a member that is a function and makes what a cluster file lists. */
function made(member: ts.TypeElement, modules: Modules): ts.FunctionTypeNode | undefined {
  const type = ts.isPropertySignature(member) ? member.type : undefined;
  return type !== undefined &&
    ts.isFunctionTypeNode(type) &&
    Object.values(listed).some((name) => returns(name, type.type, modules))
    ? type
    : undefined;
}

/** Whether a type is the one of this name, or one that extends it, or one with a function that returns it. */
function returns(wanted: string, type: ts.TypeNode | undefined, modules: Modules): boolean {
  if (type === undefined) return false;
  if (ts.isIntersectionTypeNode(type)) return type.types.some((part) => returns(wanted, part, modules));
  if (!ts.isTypeReferenceNode(type)) return false;
  if (type.typeName.getText() === wanted) return true;
  const declaration = named(type, modules);
  if (declaration === undefined) return false;
  if (ts.isTypeAliasDeclaration(declaration)) return returns(wanted, declaration.type, modules);
  return (
    basesOf(declaration).some((base) => base === wanted) ||
    (ts.isInterfaceDeclaration(declaration) &&
      declaration.members.some((member) => returns(wanted, made(member, modules)?.type, modules)))
  );
}

/** Members that a type adds to what every component or distribution has. */
function membersOf(type: ts.TypeNode | undefined, modules: Modules): readonly ts.TypeElement[] {
  if (type === undefined) return [];
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap((part) => membersOf(part, modules));
  if (ts.isTypeLiteralNode(type)) return type.members;
  const isPlain = Object.values(listed).some((name) => name === type.getText());
  const declaration = isPlain ? undefined : named(type, modules);
  if (declaration === undefined) return [];
  if (ts.isTypeAliasDeclaration(declaration)) return membersOf(declaration.type, modules);
  return ts.isInterfaceDeclaration(declaration) ? declaration.members : [];
}

function named(type: ts.TypeNode, modules: Modules): Declaration | undefined {
  return ts.isTypeReferenceNode(type) ? modules.find(type.typeName.getText(), type) : undefined;
}

function basesOf(declaration: Declaration): readonly string[] {
  if (!ts.isInterfaceDeclaration(declaration)) return [];
  return (declaration.heritageClauses ?? []).flatMap((clause) =>
    clause.types.map((base) => base.expression.getText()),
  );
}

/** What a constant's comment says, for pages that start from a constant. */
export function textOf(declaration: Declaration): string {
  return docOfDeclaration(declaration)?.text ?? '';
}
