import * as ts from 'typescript';
import type { FileSpec } from '../synth/file-spec';
import type { Problem } from '../values';
import { docOf } from './doc';
import { type ComponentDoc, findComponents, type Offer, textOf } from './find-components';
import { completeExamples, type Example } from './example';
import { example, firstSentence, page, props } from './markdown';
import { type Declaration, type Modules, parseModules, placeOf, type Sources } from './modules';
import { type Reading, readShape } from './read-shape';
import { wordsOf } from './shape';
import { versionsPage } from './versions-page';

/** The reference, and what the sources do not say. */
export interface Reference {
  /** Sorted by path. */
  readonly files: readonly FileSpec[];
  /** Missing and contradicting comments, at `file:line`; the pages are whole only where there are none. */
  readonly problems: readonly Problem[];
}

const folder = 'docs/reference';
const shapes = 'lib/inventory/shapes.ts';
const versions = 'lib/components/versions.ts';

/** Makes the reference pages from the sources' doc comments. */
export function renderReference(sources: Sources): Reference {
  const found: Problem[] = [];
  const reading: Reading = {
    modules: parseModules(sources),
    report: (problem) => found.push(problem),
  };
  const components = findComponents(reading);
  const examples = completeExamples(
    examplesOf(components, reading.modules),
    new Set([...components.map(({ name }) => name), ...reading.modules.exportsOf('lib/index.ts').keys()]),
    reading.report,
  );
  const files = [
    { path: `${folder}/README.md`, text: indexPage(components) },
    { path: `${folder}/cluster.md`, text: clusterPage(reading) },
    { path: `${folder}/versions.md`, text: versionsPage(versions, [writtenFrom(versions)], reading) },
    ...components.map((component) => ({
      path: `${folder}/${fileName(component.name)}`,
      text: componentPage(component, examples.get(component.name) ?? ''),
    })),
  ];
  // A shape that several components share is read for each of them, and reported once.
  const problems = new Map(found.map((problem) => [`${problem.at} ${problem.reason}`, problem]));
  return {
    files: files.sort((a, b) => (a.path < b.path ? -1 : 1)),
    problems: [...problems.values()],
  };
}

function indexPage(components: readonly ComponentDoc[]): string {
  return page(
    '# Reference',
    'Everything that may be written in a cluster file. The pages are made from the doc comments beside the code.',
    [
      '- [Cluster](cluster.md): the facts, from nodes and networks to where secrets come from.',
      '- [Versions](versions.md): every image and chart that ships.',
    ].join('\n'),
    ...section('## Components', components, 'component'),
    ...section('## Distributions', components, 'distribution'),
    ...section('## Machines', components, 'machine'),
    ...section('## Systems of machines', components, 'system'),
    ...section('## Programs of hosts', components, 'program'),
    writtenFrom('lib'),
  );
}

function section(
  heading: string,
  components: readonly ComponentDoc[],
  kind: ComponentDoc['makes'],
): readonly string[] {
  const lines = components
    .filter(({ makes }) => makes === kind)
    .map(({ name, doc }) => `- [${name}](${fileName(name)}): ${firstSentence(doc.text)}`);
  return lines.length === 0 ? [] : [heading, lines.join('\n')];
}

function clusterPage(reading: Reading): string {
  const facts = reading.modules.exportsOf(shapes).get('factsShape');
  const shape = facts !== undefined && ts.isVariableDeclaration(facts) ? facts.initializer : undefined;
  if (facts === undefined || shape === undefined) {
    reading.report({
      at: `${shapes}:1`,
      reason: 'exports no `factsShape`',
      next: 'the reference of the cluster file begins there',
    });
    return '';
  }
  return page(
    '# Cluster',
    writtenFrom(shapes),
    `${textOf(facts)} A \`placeholder(example, what)\` may take the place of any value that is not known yet.`,
    props('Facts', readShape(shape, reading)),
  );
}

function componentPage(component: ComponentDoc, code: string): string {
  const { name, doc, offers, makers, path } = component;
  return page(
    `# ${name}`,
    writtenFrom(path),
    doc.text,
    example(code),
    doc.returns === undefined ? '' : `Returns ${doc.returns}`,
    ...(offers.length === 0 ? [] : ['## For other components', offers.map(offerLine).join('\n')]),
    ...(makers.length === 0 ? [] : ['## What it makes', makers.map(makerLine).join('\n')]),
    props('Props', component.props),
    ...makers.map((maker) => props(`Props of \`${maker.name}\``, maker.props)),
  );
}

function offerLine({ name, type, text }: Offer): string {
  return `- **\`${name}\`**${type === undefined ? '' : ` (${wordsOf(type)})`}: ${text}`;
}

function makerLine({ name, text }: ComponentDoc['makers'][number]): string {
  return `- **\`${name}\`**: ${text}`;
}

function examplesOf(components: readonly ComponentDoc[], modules: Modules): readonly Example[] {
  const others = [...modules.exportsOf('lib/index.ts')]
    .filter(([name]) => components.every((component) => component.name !== name))
    .map(([name, declaration]: [string, Declaration]) => ({
      name,
      at: placeOf(declaration),
      doc: ts.isFunctionDeclaration(declaration) ? docOf(declaration) : undefined,
    }));
  return [...components, ...others].flatMap(({ name, at, doc }) =>
    doc?.example === undefined ? [] : [{ name, at, code: doc.example }],
  );
}

function writtenFrom(path: string): string {
  return `<!-- Written by \`npm run reference\` from ${path}; edit the doc comments there. -->`;
}

/** `kafkaConnect` is on `kafka-connect.md`. */
function fileName(name: string): string {
  return `${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}.md`;
}
