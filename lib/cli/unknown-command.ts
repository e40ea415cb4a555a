import { nearest, shown } from '../values';

const synth = 'asterism synth writes the manifests';
const check =
  'asterism synth --check checks everything, writes nothing, and lists the files that would change';
const diff =
  'run asterism synth, and git diff dist apps shows what changes; asterism synth --check lists the files only';
const sync =
  'asterism applies nothing itself: commit what asterism synth writes, and Argo CD applies it; for the first installation, follow apps/<cluster>/bootstrap/README.md';
const machines =
  'dist/<cluster>/hosts/RUNBOOK.md has the steps for the machines, and dist/<cluster>/hosts/verify.sh checks what runs';

/** What people call things in other tools of this field, and what to run here. */
const meanings: Readonly<Record<string, string>> = {
  ...each(['diff', 'plan', 'review', 'changes', 'preview', 'compare'], diff),
  ...each(['apply', 'deploy', 'sync', 'install', 'up', 'push', 'rollout', 'bootstrap'], sync),
  ...each(['lint', 'validate', 'check', 'test', 'dry-run', 'drift', 'policy'], check),
  ...each(['render', 'template', 'build', 'generate', 'gen', 'write', 'compile', 'manifests'], synth),
  ...each(['watch', 'dev'], 'asterism synth --watch runs again after every change'),
  ...each(['new', 'create', 'start', 'setup'], 'asterism init makes a repository with one cluster'),
  ...each(
    ['helm', 'upgrade', 'update', 'bump', 'facts'],
    'asterism chart NAME takes the facts of a Helm chart',
  ),
  ...each(['secret', 'secrets', 'encrypt', 'kubeseal'], 'asterism seal NAMESPACE/NAME encrypts a Secret'),
  ...each(
    ['explain', 'trace', 'path', 'connect', 'can', 'who', 'ping', 'flows', 'connectivity'],
    'asterism reach FROM TO says whether one reaches the other, and why',
  ),
  ...each(
    ['sql', 'messages', 'rows', 'logs', 'select'],
    'asterism query prints the messages in the database',
  ),
  ...each(['verify', 'runbook', 'nodes', 'machines', 'status'], machines),
  ...each(
    ['todo', 'placeholders', 'missing'],
    'asterism synth --placeholders lists the facts that are not filled in',
  ),
  ...each(['import', 'crd', 'crds'], 'npx cdk8s import makes constructs of definitions'),
};

function each(names: readonly string[], meaning: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, meaning]));
}

/**
 * What a person reads who wrote a command that does not exist: the command that does what its name says, or the nearest name.
 * @param known names of all commands
 */
export function unknownCommand(written: string, known: readonly string[]): string {
  const name = written.toLowerCase();
  const near = Object.hasOwn(meanings, name) ? undefined : nearest(name, known);
  const meaning = meanings[nearest(name, Object.keys(meanings)) ?? ''];
  const next = near === undefined ? meaning : `did you mean asterism ${near}?`;
  return `error: unknown command ${shown(written)}${next === undefined ? '' : `; ${next}`}`;
}
