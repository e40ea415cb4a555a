import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  callsOf,
  commandProblems,
  linkProblems,
  spokenCallsOf,
  typeProblems,
  yamlProblems,
} from '../lib/testing/docs-checks';
import { type Block, blocksOf, type MarkdownPage } from '../lib/testing/markdown';

// These tests check the documentation against the code: README.md, CONTRIBUTING.md and docs/**/*.md.
//
// - A `ts` block compiles as a module in clusters/, so it imports from 'asterism'.
// - A `yaml` block parses.
// - A `sh` block calls scripts and commands that exist.
// - Links lead to files and headings that exist.
//
// A block that cannot pass starts with ```ts ignore: <why>, and is listed here.
const ignored: readonly string[] = [];

const checked = ['ts', 'yaml', 'sh'];
/** Languages without a check. A block without a language would escape all checks, so plain text needs `text`. */
const plain = ['text', 'json', 'diff', 'mermaid', 'properties', 'nix', 'nft', 'hcl'];

const root = join(__dirname, '..');
const read = (path: string): MarkdownPage => ({ path, text: readFileSync(join(root, path), 'utf8') });
const pages = [
  ...['README.md', 'CONTRIBUTING.md'].filter((path) => existsSync(join(root, path))),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .map((path) => `docs/${path.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.md'))
    .sort(),
].map(read);
const blocks = pages.flatMap(blocksOf);
const isIgnored = (block: Block) => block.info.startsWith('ignore: ');
const blocksIn = (language: string) =>
  blocks.filter((block) => block.language === language && !isIgnored(block));

const exists = (path: string) => existsSync(join(root, path));
const manifest: unknown = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const scripts =
  typeof manifest === 'object' && manifest !== null && 'scripts' in manifest ? manifest.scripts : undefined;
const callable = {
  scripts: Object.keys(typeof scripts === 'object' && scripts !== null ? scripts : {}),
  commands: readdirSync(join(root, 'lib/cli'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [
      ...readFileSync(join(root, 'lib/cli', name), 'utf8').matchAll(/\.command\('([\w-]+)/g),
    ])
    .map(([, command = '']) => command),
};

describe('the checked pages', () => {
  test('include the README', () => {
    expect(pages.map((page) => page.path)).toContain('README.md');
  });

  test('have as many blocks as opening fences, so no block is missed', () => {
    const fences = pages.flatMap((page) => page.text.match(/^\s*(?:```|~~~)/gm) ?? []);
    expect(blocks).toHaveLength(fences.length / 2);
  });

  test.each(['ts', 'sh'])('contain blocks of %s', (language) => {
    expect(blocksIn(language)).not.toEqual([]);
  });

  test('use known scripts and commands', () => {
    expect(callable.scripts).toContain('synth');
    expect(callable.commands).toEqual(expect.arrayContaining(['synth', 'query']));
  });

  test('name the language of each block, followed only by a reason to ignore it', () => {
    const odd = blocks.filter(
      ({ language, info }) =>
        ![...checked, ...plain].includes(language) || (info !== '' && !/^ignore: \S/.test(info)),
    );
    expect(odd.map(({ path, line, language, info }) => `${path}:${line - 1}: ${language} ${info}`)).toEqual(
      [],
    );
  });

  test('ignore only the listed blocks', () => {
    expect(blocks.filter(isIgnored).map(({ path, info }) => `${path}: ${info}`)).toEqual(ignored);
  });
});

/** Blocks with a mistake, which the checks must report. */
const wrong = (language: string, code: string): Block => ({
  path: 'wrong.md',
  line: 5,
  language,
  info: '',
  code,
});

describe('blocks of ts', () => {
  const planted = [
    wrong('ts', "import { kafka } from 'asterism';\n\nkafka({ brokers: 'three' });\n"),
    wrong('ts', 'const here = 1;\n'),
    wrong('ts', 'const here: string = 2;\nlet x = ;\n'),
    wrong('ts', "import { nothing } from 'asterism';\n"),
  ];
  // One program for all blocks, because building a program takes most of the time.
  const problems = typeProblems(root, [...blocksIn('ts'), ...planted]);

  test('compile', () => {
    expect(problems.filter((problem) => !problem.startsWith('wrong.md'))).toEqual([]);
  });

  test('a mistake is reported with its line', () => {
    expect(problems.filter((problem) => problem.startsWith('wrong.md'))).toEqual([
      expect.stringMatching(/^wrong\.md:7: .*'string' is not assignable/),
      'wrong.md:6: Expression expected.',
      "wrong.md:5: Type 'number' is not assignable to type 'string'.",
      expect.stringMatching(/^wrong\.md:5: .*no exported member 'nothing'/),
    ]);
  });
});

describe('blocks of yaml', () => {
  test('parse', () => {
    expect(blocksIn('yaml').flatMap(yamlProblems)).toEqual([]);
  });

  test('a mistake is reported in any document', () => {
    expect(yamlProblems(wrong('yaml', 'a: 1\n---\nb: [1\n'))).toEqual([
      expect.stringMatching(/^wrong\.md:5: /),
    ]);
    expect(yamlProblems(wrong('yaml', 'a: 1\n---\nb: 1\n'))).toEqual([]);
  });
});

describe('commands', () => {
  test('exist', () => {
    const calls = [...blocksIn('sh').map(callsOf), ...pages.flatMap(spokenCallsOf)];
    expect(commandProblems(calls, callable)).toEqual([]);
  });

  test.each([
    ['npm ci && npm run synht', '`npm run synht`: package.json has no `synht`'],
    ['npm run -s nothing -- --check', '`npm run nothing`: package.json has no `nothing`'],
    ['npm test', '`npm test`: package.json has no `test`'],
    ['npx asterism sinth --check', '`asterism sinth`: the command line has no `sinth`'],
    ['cd clusters\nasterism explain pi', '`asterism explain`: the command line has no `explain`'],
    ['npm run asterism -- nothing', '`asterism nothing`: the command line has no `nothing`'],
  ])('a mistake is reported: %s', (code, message) => {
    const known = { scripts: ['synth', 'asterism'], commands: ['synth'] };
    expect(commandProblems([callsOf(wrong('sh', code))], known)).toEqual([`wrong.md:5: ${message}`]);
  });

  test('correct calls and comments are not reported', () => {
    const code = 'npm run synth -- --check # npm run nothing\nnpx asterism synth\ncd asterism\n';
    expect(commandProblems([callsOf(wrong('sh', code))], callable)).toEqual([]);
  });
});

describe('links', () => {
  test('lead to files and headings that exist', () => {
    expect(linkProblems(pages, exists)).toEqual([]);
  });

  test('do not lead to clusters or their output, because people may remove the examples', () => {
    const ofClusters = /\]\((?:\.\.\/)*(?:clusters|dist|apps)\/[^)]+\)/g;
    expect('[a](../apps/home/README.md) [b](clusters/home.ts) [c](clusters)'.match(ofClusters)).toHaveLength(
      2,
    );
    expect(
      pages.flatMap(({ path, text }) => (text.match(ofClusters) ?? []).map((link) => `${path}: ${link}`)),
    ).toEqual([]);
  });

  test.each([
    ['[here](nothing.md)', 'nothing.md: no file docs/nothing.md'],
    ['[here](../lib/nothing.ts)', '../lib/nothing.ts: no file lib/nothing.ts'],
    ['[here](../../outside.md)', '../../outside.md: no file ../outside.md'],
    ['[here](#two)', '#two: no heading #two in docs/wrong.md'],
    ['[here](other.md#three)', 'other.md#three: no heading #three in docs/other.md'],
    ['<img src="picture.svg">', 'picture.svg: no file docs/picture.svg'],
    ['[name]: nothing.md', 'nothing.md: no file docs/nothing.md'],
  ])('a mistake is reported: %s', (text, message) => {
    const two = [
      { path: 'docs/wrong.md', text: `# One\n\n${text}\n` },
      { path: 'docs/other.md', text: '# Other\n## Two\n## Two\n' },
    ];
    const known = (path: string) => ['docs/wrong.md', 'docs/other.md'].includes(path);
    expect(linkProblems(two, known)).toEqual([`docs/wrong.md:3: ${message}`]);
  });

  test('valid links, links in code and links to other sites are not reported', () => {
    const text = '# A `b: c`\n[a](#a-b-c) [b](https://example.com/x#y) `[c](d)`\n\n```text\n[e](f)\n```\n';
    expect(linkProblems([{ path: 'a.md', text }], (path) => path === 'a.md')).toEqual([]);
  });
});
