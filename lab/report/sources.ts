import type { DefinitionPin } from '../programs';

/** Where the lab takes what is not the project's own, in Markdown: the pins of definitions, and the names of folders. */
export interface Sources {
  readonly pins: readonly DefinitionPin[];
  readonly definitions: string;
  readonly charts: string;
}

/** The page's words on what came from where. */
export function sourcesText({ pins, definitions, charts }: Sources): string {
  return [
    'Custom resource definitions are those of Go modules, each with its checksum. A cluster has those of the versions that it takes:',
    '',
    ...pins.map(pinLine),
    '',
    `Definitions that no module has came from ${definitions}; the first claim of \`api\` counts them. Values and schemas of charts`,
    `came from ${charts}. What each chart creates is listed in \`lab/charts/objects\`, with the version from which Helm took it.`,
    '',
  ].join('\n');
}

function pinLine({ product, module, version, serves }: DefinitionPin): string {
  const plain = (text: string) => text.replace(/^v/, '');
  const others = serves.filter((served) => plain(served) !== plain(version));
  const from = `${product}: \`${module}\` ${version}`;
  if (serves.length === 0) return `- ${from}, where an object is of its kinds`;
  return others.length === 0 ? `- ${from}` : `- ${from}, for ${product} ${others.join(', ')}`;
}
