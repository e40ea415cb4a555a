import type { NewCluster } from './answers';

/** The first page of a new repository: what is where, and the daily steps, for this cluster. */
export function readme({ name, git, distribution, nodes }: NewCluster): string {
  const what =
    distribution.kind === 'k3s'
      ? `k3s ${distribution.version}`
      : `Kubernetes ${distribution.version} with ${distribution.plugin}`;
  return `# ${name}

${what} on ${nodes.length === 1 ? 'one machine' : `${nodes.length} machines`}, described in [clusters/${name}.ts](clusters/${name}.ts). asterism writes everything else from that file, and Argo CD applies what is committed.

| machine | address | role |
| --- | --- | --- |
${nodes.map((node) => `| ${node.name} | ${node.address} | ${node.role} |`).join('\n')}

## Change something

\`\`\`sh
npm install                 # once
npx asterism synth          # writes dist/ and apps/ from clusters/${name}.ts
git diff                    # what the change does
git commit
\`\`\`

\`npm test\` checks what a pull request would: types, and that \`dist/\` and \`apps/\` are what the clusters say. \`npx asterism --help\` lists the commands, \`npx asterism reach --help\` asks who reaches whom.

## Set up

1. ${machines(distribution, name)}
2. Push this repository to ${git.url}, with \`dist/\` and \`apps/\` in it.
3. Install Argo CD with the commands of [apps/${name}/bootstrap/README.md](apps/${name}/bootstrap/README.md), which synth writes. From then on it applies what is committed on ${git.revision}.

## What is where

| path | what | who writes it |
| --- | --- | --- |
| \`clusters/${name}.ts\` | the cluster: machines, networks, components | you |
| \`main.ts\` | the list of clusters | you |
| \`dist/${name}/\` | manifests, one object a file, a folder an app | synth |
| \`dist/${name}/hosts/\` | configuration of the machines, and their runbook | synth |
| \`renovate.json\` | where Renovate finds versions in \`clusters/\`; a workflow runs synth on its branches | you |
| \`apps/${name}/\` | Applications and projects of Argo CD | synth |

The guide and the reference of everything that can be written come with the package: [node_modules/asterism/docs/guide.md](node_modules/asterism/docs/guide.md).

To add a component, list it in \`components\` of \`clusters/${name}.ts\` and run synth. To add a cluster, write another file in \`clusters/\` and list it in \`main.ts\`.
`;
}

function machines(distribution: NewCluster['distribution'], name: string): string {
  return distribution.kind === 'k3s'
    ? `Set the machines up with the steps of [dist/${name}/hosts/RUNBOOK.md](dist/${name}/hosts/RUNBOOK.md), which synth writes.`
    : `The machines run Kubernetes already; [dist/${name}/hosts/RUNBOOK.md](dist/${name}/hosts/RUNBOOK.md), which synth writes, says how to check them.`;
}
