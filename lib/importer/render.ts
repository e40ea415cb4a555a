import { declarationPath } from './packages';
import type { DescribedGroup, Fields, GroupSource, KindSource, PackagedGroup } from './source';

/** First line of every file that the generator writes. */
export const header = '// Written by `npm run import` from lib/importer; edits here are lost.';

/** Class of a kind and the stem of its other names. */
interface NamedKind {
  readonly entry: KindSource;
  readonly name: string;
}

/** The TypeScript text of one group's file under `imports/`. */
export function renderGroup(source: PackagedGroup | DescribedGroup): string {
  const kinds = nameKinds(source.kinds);
  return [
    header,
    "import { ApiObject, type ApiObjectMetadata, type GroupVersionKind } from 'cdk8s';",
    "import type { Construct } from 'constructs';",
    ...(source.from === 'package' ? packageImports(source, kinds) : []),
    '',
    ...(source.from === 'description' ? describedTypes(source) : []),
    ...kinds.flatMap((kind) => [...specType(source, kind), ...construct(source.group, kind)]),
  ]
    .join('\n')
    .trimEnd()
    .concat('\n');
}

/** The table of scopes that `imports/kinds.ts` holds, by group and kind, sorted by code unit. */
export function renderKinds(sources: readonly GroupSource[]): string {
  const rows = sources.flatMap(({ group, kinds }) =>
    kinds.map(
      ({ kind, namespaced }) => `  '${group}/${kind}': { namespaced: ${namespaced ? 'true' : 'false'} },`,
    ),
  );
  return [
    header,
    '/** Scope of each custom kind by `group/Kind`, whatever its version. */',
    'export const customKinds: Readonly<Record<string, { readonly namespaced: boolean }>> = {',
    ...[...new Set(rows)].sort((a, b) => (a < b ? -1 : 1)),
    '};',
    '',
  ].join('\n');
}

/**
 * A class is named as its kind; further versions of a kind carry theirs (`FooV2Alpha1`), as `cdk8s import` does
 * it. Unlike there, capitals stay as Kubernetes writes them (`HTTPRoute`), so that searching for the kind in a
 * manifest finds the class.
 */
function nameKinds(kinds: readonly KindSource[]): NamedKind[] {
  return kinds.map((entry, index) => {
    const preferred = kinds.findIndex(({ kind }) => kind === entry.kind) === index;
    return { entry, name: preferred ? entry.kind : `${entry.kind}${pascal(entry.version)}` };
  });
}

function pascal(version: string): string {
  return version.replace(
    /(^|\d)([a-z])/g,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  );
}

function packageImports(
  { group, package: packageName }: PackagedGroup,
  kinds: readonly NamedKind[],
): string[] {
  return kinds.map(({ entry, name }) => {
    const alias = name === entry.kind ? '' : ` as I${name}`;
    return `import type { I${entry.kind}${alias} } from '${packageName}/${declarationPath(group, entry)}';`;
  });
}

function specType(source: PackagedGroup | DescribedGroup, { entry, name }: NamedKind): string[] {
  if (source.from === 'package') return [`export type ${name}Spec = NonNullable<I${name}['spec']>;`, ''];
  const described = source.kinds.find(
    ({ kind, version }) => kind === entry.kind && version === entry.version,
  );
  return described === undefined ? [] : fieldsInterface(`${name}Spec`, described.spec);
}

function describedTypes({ structs }: DescribedGroup): string[] {
  return Object.entries(structs).flatMap(([name, fields]) => fieldsInterface(name, fields));
}

function fieldsInterface(name: string, fields: Fields): string[] {
  const lines = Object.entries(fields).flatMap(([field, { type, required, doc }]) => [
    `  /** ${doc} */`,
    `  readonly ${field}${required === true ? '' : '?'}: ${type};`,
  ]);
  return [`export interface ${name} {`, ...lines, '}', ''];
}

function construct(group: string, { entry, name }: NamedKind): string[] {
  const apiVersion = `${group}/${entry.version}`;
  return [
    `export interface ${name}Props {`,
    '  readonly metadata?: ApiObjectMetadata;',
    `  readonly spec: ${name}Spec;`,
    '}',
    '',
    `/** \`${apiVersion}\` ${entry.kind}, ${entry.namespaced ? 'in a namespace' : 'one for the whole cluster'}. */`,
    `export class ${name} extends ApiObject {`,
    `  static readonly GVK: GroupVersionKind = { apiVersion: '${apiVersion}', kind: '${entry.kind}' };`,
    '',
    `  constructor(scope: Construct, id: string, props: ${name}Props) {`,
    `    super(scope, id, { ...props, ...${name}.GVK });`,
    '  }',
    '}',
    '',
  ];
}
