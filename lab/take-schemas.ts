import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { runCommand } from './harness';
import { readEnums } from './schemas/enums';
import { mergeVersions, type Version } from './schemas/merge';
import { readOpenApi } from './schemas/openapi';
import { tableOf } from './schemas/table';

/** Every minor version from the one that the lab runs on, so that objects of older and of newer clusters pass. */
const sources = [
  { version: 'v1.33.13', sum: 'h1:bmH31xUdSzeA5vk0wZAK9MZp11mdLuzUSeKk0qN3hPQ=' },
  { version: 'v1.34.0', sum: 'h1:NvUrwPAVB4W3mSOpJ/RtNGHWWYyUP/xPaX5rUSpzA0w=' },
  { version: 'v1.35.8', sum: 'h1:nqVTiKGbHuwTNjCn1dvK2tjOFie7J7SUMyZWDNsNHgA=' },
  { version: 'v1.36.1', sum: 'h1:Mt7NKigaZ2KmOmCLhX81lGlH9JU5wjXnYhXnxAun9XA=' },
  { version: 'v1.37.2', sum: 'h1:A2VDEiObzkYqFTKhSsn0ZEb0RlLEXpHWj93gi2HqEwE=' },
] as const;

const folder = 'lib/check/fields';

const downloadShape = v.object({ Dir: v.string(), Sum: v.string() });

// `npm run lab:schemas`: writes the schemas of the kinds of Kubernetes, which the rule `object-fields` reads.
async function act(): Promise<void> {
  const versions: Version[] = [];
  for (const source of sources) versions.push(await versionOf(source));
  const { types: known, enums } = mergeVersions(versions);
  const { kinds, types } = tableOf(known, enums);
  const names = sources.map(({ version }) => version).join(', ');
  const isCore = (type: string): boolean => type.startsWith('core.v1.');
  const tables = [
    ['kinds.table.ts', 'Kinds of stable versions, each with its type.', 'kindTable', kinds],
    [
      'core-types.table.ts',
      'Types of the core group with their fields, as `built-in.ts` reads them.',
      'coreTypeTable',
      types.filter(isCore),
    ],
    [
      'types.table.ts',
      'Types of all other groups with their fields, as `built-in.ts` reads them.',
      'typeTable',
      types.filter((type) => !isCore(type)),
    ],
  ] as const;
  for (const [file, what, name, lines] of tables) {
    const text = [
      `// Written by \`npm run lab:schemas\` from the OpenAPI of k8s.io/kubernetes ${names}; edits here are lost.`,
      `/** ${what} */`,
      `export const ${name} = \`${lines.join('\n')}\`;`,
      '',
    ].join('\n');
    writeFileSync(join(__dirname, '..', folder, file), text);
  }
  console.log(`${folder}: ${kinds.length} kinds, ${types.length} types`);
}

async function versionOf({ version, sum }: (typeof sources)[number]): Promise<Version> {
  const module = `k8s.io/kubernetes@${version}`;
  const { stdout } = await runCommand('go', ['mod', 'download', '-json', module], { limit: 600 });
  const got = v.parse(downloadShape, JSON.parse(stdout));
  if (got.Sum !== sum) throw new Error(`checksum mismatch of ${module}: found ${got.Sum}, expected ${sum}`);
  const read = (file: string) => readFileSync(join(got.Dir, file), 'utf8');
  return {
    types: readOpenApi(read('api/openapi-spec/swagger.json')),
    enums: readEnums(read('pkg/generated/openapi/zz_generated.openapi.go')),
  };
}

void act().catch((error: unknown) => {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
