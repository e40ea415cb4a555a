import { expectGolden } from '../testing/golden';
import { hostTexts, vmCluster } from '../testing/machines';

const texts = hostTexts(vmCluster);

test.each([
  'flake.nix',
  'ada/configuration.nix',
  'ada/hardware-configuration.nix',
  'ada/k3s.nix',
  'bob/k3s.nix',
  'db/configuration.nix',
  'db/postgresql.nix',
  'db/init.sql',
  'db/pg_hba.conf',
  'opentofu/main.tf.json',
  'opentofu/variables.tf.json',
])('%s is as it was last read by a person', (path) => {
  expectGolden(`hosts/vms/${path.replaceAll('/', '-')}`, texts[path] ?? 'not written');
});

test('every file says near its top where it comes from, and ends with a line feed', () => {
  expect(Object.keys(texts).length).toBeGreaterThan(12);
  for (const [path, text] of Object.entries(texts)) {
    expect([path, text.split('\n', 3).join(' ')]).toEqual([
      path,
      expect.stringMatching(/Written by (asterism|`npm run synth`) from the description of cluster small/),
    ]);
    expect(text.endsWith('}\n') || text.endsWith('\n')).toBe(true);
    expect(text).not.toMatch(/[ \t]$/m);
  }
});

test('no file names a file of the clusters: where a person describes one is theirs to choose', () => {
  for (const [path, text] of Object.entries(texts))
    expect([path, text.match(/\S*clusters\/\S*|\S+\.ts\b/)]).toEqual([path, null]);
});

test('the same cluster gives the same bytes', () => {
  expect(hostTexts(vmCluster)).toEqual(texts);
});

test('no file is written twice', () => {
  expect(new Set(Object.keys(texts)).size).toBe(Object.keys(texts).length);
});

test('no file sets a token or a password; they come from files on the machines', () => {
  for (const text of Object.values(texts)) {
    expect(text).not.toMatch(/\btoken\s*[:=]\s*"(?!\$\{var)/);
    expect(text).not.toMatch(/PASSWORD '/);
  }
  expect(texts['ada/k3s.nix']).toContain('tokenFile = "/etc/rancher/k3s/token";');
});
