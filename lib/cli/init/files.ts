import { leftovers } from '../../machines';
import type { FileSpec } from '../../synth';
import { clusterFile, variableOf } from './cluster-file';
import type { NewCluster } from './answers';
import { readme } from './readme';
import { clusterManagers, renovateFile, synthWorkflow } from './renovate';

/** Every file of a new repository, but for its package.json and what synth writes. */
export function repositoryFiles(cluster: NewCluster): readonly FileSpec[] {
  return [
    { path: '.gitattributes', text: gitAttributes },
    { path: '.github/workflows/check.yaml', text: workflow },
    { path: '.github/workflows/synth.yaml', text: synthWorkflow(['npx asterism synth'], ['dist', 'apps']) },
    { path: '.gitignore', text: gitIgnore },
    { path: 'README.md', text: readme(cluster) },
    { path: 'cdk8s.yaml', text: cdk8sFile },
    { path: `clusters/${cluster.name}.ts`, text: clusterFile(cluster) },
    { path: 'main.ts', text: mainFile(cluster) },
    { path: 'renovate.json', text: renovateFile(clusterManagers) },
    { path: 'tsconfig.json', text: compilerFile },
  ];
}

function mainFile({ name }: NewCluster): string {
  const variable = variableOf(name);
  return `import { run } from 'asterism';
import { ${variable} } from './clusters/${name}.ts';

// Every cluster of this repository.
void run([${variable}]);
`;
}

const compilerFile = `{
  "compilerOptions": {
    "target": "es2023",
    "module": "node20",
    "allowImportingTsExtensions": true,
    "lib": ["es2023"],
    "types": ["node"],
    "strict": true,
    "noUncheckedIndexedAccess": true,
    "exactOptionalPropertyTypes": true,
    "skipLibCheck": true,
    "noEmit": true
  },
  "include": ["main.ts", "clusters", "imports"]
}
`;

const cdk8sFile = `language: typescript
app: npx asterism synth
# cdk8s synth deletes its output folder before it runs the app; dist/ and apps/ are written as asterism synth does.
output: .cdk8s
`;

const gitIgnore = `node_modules/
.asterism-*/
.cdk8s/
# What OpenTofu and Nix leave beside the files of machines.
${leftovers.join('\n')}
`;

const gitAttributes = `# What asterism writes keeps its line ends everywhere: machines and pods run these files as they are. A merge never mixes two
# versions of such a file; after a conflict, asterism synth writes it from the merged clusters.
dist/** -text -merge
apps/** -text -merge
# Lines of both sides count, so that synth knows the files of both sides as its own.
files.sha256 merge=union
`;

const workflow = `name: check
on:
  pull_request:
  push:
    branches: [main]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 24
          cache: npm
      - run: npm ci
      - name: dist/ and apps/ are what the clusters say
        run: npm test
`;
