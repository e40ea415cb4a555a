import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import * as v from 'valibot';

const root = join(__dirname, '..');

const reportShape = v.object({
  modules: v.array(v.object({ source: v.string() })),
  summary: v.object({
    violations: v.array(v.object({ from: v.string(), to: v.string(), rule: v.object({ name: v.string() }) })),
    ruleSetUsed: v.object({ forbidden: v.array(v.object({ name: v.string(), comment: v.string() })) }),
  }),
});

interface Cruise {
  readonly sources: readonly string[];
  readonly violations: readonly { readonly from: string; readonly rule: string; readonly text: string }[];
}

/** What dependency-cruiser finds below a folder that is laid out as the project is. */
function cruise(folder: string, entries: readonly string[]): Cruise {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--output-type', 'json', '--config', '.dependency-cruiser.cjs'];
  const printed = execFileSync(process.execPath, [program, ...options, ...entries], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { modules, summary } = v.parse(reportShape, JSON.parse(printed));
  const reasons = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  return {
    sources: modules.map(({ source }) => source),
    violations: summary.violations.map(({ from, to, rule: { name } }) => ({
      from,
      rule: name,
      text: `${from} imports ${to}: ${reasons.get(name) ?? ''} (${name})`,
    })),
  };
}

/** The folders of lib that have a rule of their own, in order. */
const layers = [
  'values',
  'inventory',
  'component',
  'plan',
  'network',
  'machines',
  'argocd',
  'synth',
  'check',
  'components',
  'cli',
];

test('modules import what the architecture lets them', () => {
  const { sources, violations } = cruise(root, [
    'lib',
    'clusters',
    'main.ts',
    'imports',
    'lab',
    'bench',
    'docs',
    'package',
  ]);
  expect(violations.map(({ text }) => text)).toEqual([]);
  // A look that sees nothing finds nothing: with a compiler that it cannot read, dependency-cruiser does just that.
  expect(sources.length).toBeGreaterThan(100);
  for (const layer of layers)
    expect(sources.filter((source) => source.startsWith(`lib/${layer}/`))).not.toEqual([]);
}, 60_000);

test('each kind of rule catches what breaks it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-architecture-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    for (const name of ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'])
      cpSync(join(root, name), join(folder, name));
    const files: Readonly<Record<string, string>> = {
      'lib/values/upwards.ts': "import { b } from '../synth/b';\nexport const a = b;\n",
      'lib/synth/b.ts': 'export const b = 1;\n',
      'lib/network/reads.ts':
        "import { readFileSync } from 'node:fs';\nexport const text = readFileSync('x');\n",
      'lib/network/plugins/one/one.ts': 'export const one = 1;\n',
      'lib/network/names-one.ts': "import { one } from './plugins/one/one';\nexport const plugin = one;\n",
      'lib/plan/one.ts': "import { two } from './two';\nexport const one = (): unknown => two;\n",
      'lib/plan/two.ts': "import { one } from './one';\nexport const two = (): unknown => one;\n",
      'lib/machines/verify/stage.ts': 'export const stage = 1;\n',
      'lib/machines/chrony/claim.ts': 'export const clock = 1;\n',
      'lib/machines/chrony/files.ts':
        "import { stage } from '../verify/stage';\nexport const files = stage;\n",
      'lib/machines/catalogue.ts': "export { files } from './chrony/files';\n",
      'lib/machines/frame.ts': "import { files } from './chrony/files';\nexport const frame = files;\n",
      'lib/machines/ntpd/files.ts':
        "import { clock } from '../chrony/claim';\nimport { files } from '../chrony/files';\nexport const both = [clock, files];\n",
      'lib/testing/help.ts': 'export const help = 1;\n',
      'lib/cli/ships-test.ts': "import { help } from '../testing/help';\nexport const x = help;\n",
      'lib/components/privileged.ts': "import { b } from '../synth/b';\nexport const p = b;\n",
      'clusters/deep.ts': "import { b } from '../lib/synth/b';\nexport const c = b;\n",
      'lab/suites/example.ts': "import { c } from '../../clusters/deep';\nexport const e = c;\n",
      'lib/cli/example.test.ts': "import { c } from '../../clusters/deep';\nexport const f = c;\n",
      'lib/cli/labs.ts': "import { start } from '../../lab/drivers/start';\nexport const y = start;\n",
      'package/example.ts': "import { c } from '../clusters/deep';\nexport const g = c;\n",
      'lab/drivers/start.ts': "import { s } from '../suites/s';\nexport const start = s;\n",
      'lab/suites/s.ts': 'export const s = 1;\n',
      'lib/cli/writes.ts':
        "import { writeFileSync } from 'node:fs';\nimport { b } from '../synth/b';\nwriteFileSync('x', String(b));\n",
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const { violations } = cruise(folder, ['lib', 'clusters', 'lab', 'package']);
    for (const { text } of violations) expect(text).toMatch(/: .{20,} \([a-z-]+\)$/);
    const caught = violations.map(({ rule, from }) => `${rule}: ${from}`);
    expect([...new Set(caught)].sort()).toEqual([
      // Test support is to the right of everything.
      'cli-looks-left: lib/cli/ships-test.ts',
      'clusters-use-the-face: clusters/deep.ts',
      'drivers-know-no-suite: lab/drivers/start.ts',
      'effects-at-the-edges: lib/network/reads.ts',
      'examples-can-go: lab/suites/example.ts',
      'examples-can-go: lib/cli/example.test.ts',
      'examples-can-go: package/example.ts',
      'no-circles: lib/plan/one.ts',
      'plugins-are-asked: lib/network/names-one.ts',
      'programs-are-listed-once: lib/machines/frame.ts',
      'programs-stand-alone: lib/machines/ntpd/files.ts',
      'tests-stay-out: lib/cli/ships-test.ts',
      'the-catalogue-has-no-privilege: lib/components/privileged.ts',
      'the-lab-looks-on: lib/cli/labs.ts',
      'values-looks-left: lib/values/upwards.ts',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);

describe('what ships depends on its input alone', () => {
  /** Words that make the same input give other bytes elsewhere or later. */
  const refused: readonly (readonly [RegExp, string])[] = [
    [/\bprocess\.env\b/, 'the environment differs from machine to machine'],
    [/\bDate\.now\b|\bnew Date\(\)/, 'the clock would make every synth a change'],
    [/\bperformance\.now\b|\bprocess\.(hrtime|uptime|cwd)\b/, 'time and place differ from run to run'],
    [/\bMath\.random\b|\brandom(UUID|Bytes|Int)\b/, 'chance would make every synth a change'],
    [
      /\.localeCompare\(|\btoLocale\w+\(|\bIntl\./,
      'languages sort and write differently; compare by code unit',
    ],
  ];

  /** Files at the edge that need such a word, and why no byte that ships comes of it. */
  const allowed: ReadonlyMap<string, string> = new Map([
    ['lib/values/schedule.ts', 'asks whether a time zone exists, and ships the name as it is written'],
    [
      'lib/synth/read-trees.ts',
      'the times of files on disk are held against the clock, to know which to read again',
    ],
    [
      'lib/synth/staging.ts',
      'the lock carries a mark by which a run knows it for its own, and it goes with the run',
    ],
  ]);

  const shipped = sourcesBelow('lib').filter(
    (path) => !/^lib\/(cli|testing|reference|importer)\//.test(path) && !path.endsWith('.test.ts'),
  );

  test('the look sees the library', () => {
    expect(shipped.length).toBeGreaterThan(100);
    expect(shipped).toContain('lib/synth/bundle.ts');
  });

  test.each(refused)('nothing says %s: %s', (pattern) => {
    const found = shipped.filter((path) => pattern.test(readFileSync(join(root, path), 'utf8')));
    expect(found.filter((path) => !allowed.has(path))).toEqual([]);
  });

  test('what is allowed is needed', () => {
    const needing = shipped.filter((path) =>
      refused.some(([pattern]) => pattern.test(readFileSync(join(root, path), 'utf8'))),
    );
    expect(needing).toEqual(expect.arrayContaining([...allowed.keys()]));
  });

  test.each([
    'process.env["HOME"]',
    'Date.now()',
    'new Date()',
    'process.cwd()',
    'Math.random()',
    'randomUUID()',
    'a.localeCompare(b)',
    'n.toLocaleString()',
    'new Intl.Collator()',
  ])('the look would find %s', (text) => {
    expect(refused.filter(([pattern]) => pattern.test(text))).toHaveLength(1);
  });
});

function sourcesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
}
