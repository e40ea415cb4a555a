import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/**
 * Names of products: components of the catalogue, network plugins, distributions, host programs, machines and their systems.
 * Kubernetes and Argo CD are the subject of asterism itself.
 */
const products =
  /nixos|proxmox|opentofu|raspberry|enterprise-?linux|debian|nftables|kafka|strimzi|zookeeper|debezium|cilium|hubble|flannel|kube-?router|metallb|coredns|k3s|servicelb|traefik|postgres|haproxy|\bkea\b|dhcpd|firewalld|open-?vswitch|sealed-secrets|kubeseal/i;

/** Folders of the core, with the subfolders in which a product has its home left out. */
const core = ['inventory', 'component', 'plan', 'network', 'machines', 'argocd', 'synth', 'check'] as const;

/** Files that name a product all the same, and why. */
const allowed: ReadonlyMap<string, string> = new Map([
  ['lib/machines/catalogue.ts', 'the one list of what comes with asterism'],
  ['lib/machines/index.ts', 'hands the list out'],
  ['lib/inventory/replaced-keys.ts', 'says what is written in place of keys of older cluster files'],
  ['lib/inventory/parse-facts.ts', 'looks whether such a key was written instead of the distribution'],
]);

const root = join(__dirname, '..');
const files = core.flatMap((folder) =>
  readdirSync(join(root, 'lib', folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !entry.name.endsWith('.test.ts'))
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .filter(
      (path) => !/^lib\/(machines\/[^/]+\/|network\/plugins\/)|\/fixtures\//.test(path) || isFrame(path),
    ),
);

/** Folders of machines that are the frame of all programs. */
function isFrame(path: string): boolean {
  return /^lib\/machines\/(runbook|verify)\//.test(path);
}

/** Names in code and texts, with their lines. Comments may tell where a fact comes from. */
function namesIn(path: string, text: string, names: RegExp): readonly string[] {
  const found: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true);
  const visit = (node: ts.Node): void => {
    const words =
      ts.isIdentifier(node) ||
      ts.isLiteralExpression(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
        ? node.text
        : '';
    const [name] = names.exec(words) ?? [];
    if (name !== undefined)
      found.push(`${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1} names ${name}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

const found = files.flatMap((path) => namesIn(path, readFileSync(join(root, path), 'utf8'), products));
const fileOf = (place: string) => place.replace(/:\d+ .*/, '');

test('the core names no product: a product has one home, and whoever needs it asks by what it does', () => {
  expect(files.length).toBeGreaterThan(150);
  expect(found.filter((place) => !allowed.has(fileOf(place)))).toEqual([]);
});

test('what is allowed is needed', () => {
  expect([...allowed.keys()].filter((path) => !found.some((place) => fileOf(place) === path))).toEqual([]);
});

test.each([
  "const kind = 'cilium';",
  'const hasFlannel = true;',
  'const text = `list ${name}, or metallb() instead`;',
  'const unit = /postgresql\\.target/;',
  "import { k3s } from './k3s';",
  'const isVm = facts.proxmox !== undefined;',
  "const closed = system === 'nixos';",
])('the look would find %s', (text) => {
  expect(namesIn('a.ts', text, products)).not.toEqual([]);
});

test('the look passes comments by', () => {
  expect(
    namesIn('a.ts', '// k3s writes it at every start.\n/** As CoreDNS has it. */\nconst a = 1;\n', products),
  ).toEqual([]);
});
