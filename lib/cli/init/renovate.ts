/** How Renovate finds one kind of version in a file: a custom manager. https://docs.renovatebot.com/modules/manager/regex/ */
export interface VersionManager {
  readonly customType: 'regex';
  readonly description: string;
  readonly managerFilePatterns: readonly string[];
  /** Regular expressions that JavaScript and RE2 read the same. Names of groups are fields of Renovate, or of its templates. */
  readonly matchStrings: readonly string[];
  readonly datasourceTemplate: string;
  readonly depNameTemplate?: string;
  readonly packageNameTemplate?: string;
  readonly versioningTemplate?: string;
}

const regex = { customType: 'regex' } as const;
/** What may stand around a version that is not known for certain. */
const open = '(?:placeholder\\()?';
const chartName = "chart:\\s*'(?<depName>[^']+)',\\s*version:\\s*'(?<currentValue>[^']+)'";

/** A manager of charts from a repository of Helm, in these files. */
export function chartManager(managerFilePatterns: readonly string[]): VersionManager {
  return {
    ...regex,
    description: 'charts of Helm repositories',
    managerFilePatterns,
    matchStrings: [`repository:\\s*'(?<registryUrl>https://[^']+)',\\s*${chartName}`],
    datasourceTemplate: 'helm',
  };
}

/** A manager of charts from a registry of images, in these files. */
export function ociChartManager(managerFilePatterns: readonly string[]): VersionManager {
  return {
    ...regex,
    description: 'charts of registries',
    managerFilePatterns,
    matchStrings: [
      `repository:\\s*'(?:oci://)?(?<registry>[a-z0-9.-]+(?::[0-9]+)?/[^':]+)',\\s*${chartName}`,
    ],
    datasourceTemplate: 'docker',
    packageNameTemplate: '{{{registry}}}/{{{depName}}}',
  };
}

const clusterFiles = ['/^clusters\\/.+\\.ts$/'];

/** How Renovate finds the versions in cluster files. Those of the catalogue come with the package asterism. */
export const clusterManagers: readonly VersionManager[] = [
  {
    ...regex,
    description: 'k3s',
    managerFilePatterns: clusterFiles,
    matchStrings: [`k3s\\(\\{\\s*version:\\s*${open}'(?<currentValue>v[^']+)'`],
    datasourceTemplate: 'github-releases',
    depNameTemplate: 'k3s-io/k3s',
    versioningTemplate:
      'regex:^v(?<major>\\d+)\\.(?<minor>\\d+)\\.(?<patch>\\d+)(?<prerelease>-[^+]+)?\\+k3s(?<build>\\d+)$',
  },
  {
    ...regex,
    description: 'images',
    managerFilePatterns: clusterFiles,
    matchStrings: [
      `image:\\s*${open}'(?<depName>[^':@]+(?::[0-9]+/[^':@]+)?):(?<currentValue>[^':@]+)(?:@(?<currentDigest>sha256:[a-f0-9]+))?'`,
    ],
    datasourceTemplate: 'docker',
  },
  chartManager(clusterFiles),
  ociChartManager(clusterFiles),
  {
    ...regex,
    description: 'folders of git repositories',
    managerFilePatterns: clusterFiles,
    matchStrings: [
      "url:\\s*'(?<packageName>https://[^']+)',\\s*revision:\\s*'(?<currentValue>v?[0-9][^']*)'",
    ],
    datasourceTemplate: 'git-tags',
    depNameTemplate: '{{{packageName}}}',
  },
];

/** Who commits what synth writes; Renovate goes on with a branch that holds a commit of this author. */
const author = '41898282+github-actions[bot]@users.noreply.github.com';

/** `renovate.json`. @param managers those beside npm, GitHub Actions and the like, which Renovate has */
export function renovateFile(managers: readonly VersionManager[]): string {
  const config = {
    $schema: 'https://docs.renovatebot.com/renovate-schema.json',
    extends: ['config:recommended'],
    gitIgnoredAuthors: [author],
    customManagers: managers,
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}

/**
 * The workflow that runs synth on the branches of Renovate, which itself runs no programs where it is hosted.
 * @param commands what writes everything that follows from a version
 * @param paths what these write
 */
export function synthWorkflow(commands: readonly string[], paths: readonly string[]): string {
  return `name: synth
# Renovate changes a version; what follows from it is written here, on the branch of Renovate. GitHub starts no other workflow for
# this commit: to have it checked, close the pull request and open it again, or push with a token of your own.
on:
  push:
    branches: ['renovate/**']
permissions:
  contents: write
jobs:
  synth:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          cache: npm
      - run: npm ci
${commands.map((command) => `      - run: ${command}\n`).join('')}      - name: Commit what changed
        run: |
          git config user.name 'github-actions[bot]'
          git config user.email '${author}'
          git add ${paths.join(' ')}
          if ! git diff --cached --quiet; then
            git commit --message 'Write what follows from the new version'
            git push
          fi
`;
}
