import { type App, argoCdNamespace } from '../argocd';
import { awaitedWorkloads, type Upstream, webPages } from '../component';
import { claimsOf, provides, type Role } from '../inventory';
import type { ClusterPlan, PlannedComponent } from '../plan';
import { shellWord } from '../values';
import { type BootstrapStep, stepLines } from './bootstrap-step';
import { firstInstalled, valuesFile } from './first-installed';
import { rootList } from './root-list';
import { isSpoke, kubectlOfArgoCd, spokeSteps } from './spoke-steps';

/** The page with the commands that bring a cluster from nothing to Argo CD, in order. */
export function bootstrapPage(plan: ClusterPlan, apps: readonly App[]): string {
  const { facts } = plan;
  const steps = [
    ...installSteps(plan),
    ...otherArgoCd(plan),
    ...spokeSteps(facts),
    ...secretSteps(plan),
    rootStep(plan),
  ];
  return [
    `# Bootstrap of ${facts.name}`,
    '',
    'Written by `npm run synth`. A person runs this once, from the root of the repository, with a kubeconfig for the cluster.',
    ...(isSpoke(facts)
      ? [
          'Argo CD runs in another cluster, the hub: the variable `HUB` is the path of its kubeconfig (`export HUB=$HOME/.kube/hub.yaml`).',
        ]
      : []),
    'From then on Argo CD applies what is committed, these parts included: they have the same values there.',
    '',
    ...steps.flatMap((step, index) => stepLines(step, index + 1)),
    '## What the root makes',
    '',
    'An app of a wave waits until all apps of the waves before it are healthy.',
    '',
    ...rootList(apps, facts, 3),
    ...pagesOf(plan),
  ].join('\n');
}

/** How a person opens the web pages of the cluster's components. */
function pagesOf(plan: ClusterPlan): string[] {
  const pages = claimsOf(plan, webPages);
  if (pages.length === 0) return [];
  return [
    '## Web pages',
    '',
    ...pages.flatMap(({ value: { title, how, commands } }) => [
      ...[`### ${title}`, '', how, ''],
      ...(commands.length === 0 ? [] : ['```sh', ...commands, '```', '']),
    ]),
  ];
}

function installSteps(plan: ClusterPlan): BootstrapStep[] {
  return firstInstalled(plan).map((component) =>
    component.upstream === undefined
      ? manifestStep(component, plan)
      : installStep(component, component.upstream, plan),
  );
}

function manifestStep(component: PlannedComponent, plan: ClusterPlan): BootstrapStep {
  return {
    title: `Manifests: ${component.name}`,
    why: whyOf(component),
    commands: [
      `kubectl apply --server-side -f ${shellWord(`dist/${plan.facts.name}/${component.name}/`)}`,
      ...waitCommands(component),
    ],
  };
}

function installStep(component: PlannedComponent, upstream: Upstream, plan: ClusterPlan): BootstrapStep {
  if (upstream.kind === 'git')
    return {
      title: `${titleOf(component)}: ${component.name}`,
      why: whyOf(component),
      commands: [
        // Two slashes tell where the repository ends and the folder begins, whoever hosts it.
        `kubectl apply --server-side -k ${shellWord(`${upstream.url}//${upstream.path}?ref=${upstream.revision}`)}`,
        ...waitCommands(component),
      ],
    };
  const values = `apps/${plan.facts.name}/bootstrap/${valuesFile(component.name)}`;
  const isPlugin = provides(component, 'network plugin');
  const waits = waitCommands(component);
  const oci = !upstream.repository.startsWith('http');
  const chart = oci
    ? [shellWord(`oci://${upstream.repository}/${upstream.chart}`)]
    : [shellWord(upstream.chart), `--repo ${shellWord(upstream.repository)}`];
  return {
    title: `${titleOf(component)}: ${component.name}`,
    why: whyOf(component),
    commands: [
      `helm upgrade --install ${shellWord(upstream.release)} ${chart.join(' ')} --version ${shellWord(upstream.version)} \\`,
      `  --namespace ${shellWord(component.namespace)} --create-namespace --values ${shellWord(values)}${waits.length === 0 ? ' --wait' : ''} --timeout 10m`,
      ...waits,
      ...(isPlugin ? ['kubectl wait --for=condition=Ready node --all --timeout=10m'] : []),
    ],
  };
}

/** Waits for what the next step needs of a component, where it says what that is; else Helm waits for all of it. */
function waitCommands(component: PlannedComponent): readonly string[] {
  const namespace = shellWord(component.namespace);
  return claimsOf(component, awaitedWorkloads).map(
    ({ value: { kind, name } }) =>
      `kubectl --namespace ${namespace} rollout status ${kind}/${name} --timeout=10m`,
  );
}

/** What a step of the first installation is called, and why it comes, by the role that its component fills. */
const roleSteps: readonly (readonly [Role, string, string])[] = [
  ['network plugin', 'Network', 'Until it runs, no pod has a network, Argo CD included.'],
  [
    'cluster DNS',
    'Name server',
    'Until it runs, no pod finds another by name, and the parts of Argo CD do not find each other.',
  ],
  ['delivery', 'Argo CD', 'It takes itself over with the root, without a change.'],
];

function titleOf(component: PlannedComponent): string {
  const title = roleSteps.find(([role]) => provides(component, role))?.[1];
  return title ?? (definesOnly(component) ? 'Definitions' : 'Needed first');
}

function whyOf(component: PlannedComponent): string {
  const why = roleSteps.find(([role]) => provides(component, role))?.[2];
  if (why !== undefined) return why;
  return definesOnly(component)
    ? 'What comes next looks for these kinds when it starts.'
    : 'What comes next needs it when it starts.';
}

/** Whether a component is nothing but definitions of kinds. */
function definesOnly({ upstream }: PlannedComponent): boolean {
  return upstream?.creates.every(({ kind }) => kind === 'CustomResourceDefinition') === true;
}

/**
 * Without a component that brings Argo CD, the root has nothing to apply it. An Argo CD that other people keep has to be where
 * the Applications go, with the health check without which waves of Applications order nothing.
 */
function otherArgoCd({ facts, components }: ClusterPlan): BootstrapStep[] {
  if (components.some((component) => provides(component, 'delivery'))) return [];
  const here = !isSpoke(facts);
  const kubectl = kubectlOfArgoCd(facts);
  return [
    {
      title: 'Argo CD of your own',
      why: [
        `No component of ${facts.name} brings Argo CD. It has to run in ${here ? 'this cluster' : 'the hub'}, in namespace ${argoCdNamespace}, with the health check of Applications (https://argo-cd.readthedocs.io/en/stable/operator-manual/health/#argocd-app).`,
        here
          ? 'The easier way: list `argoCd()`, run `npm run synth`, and this page gets a step that installs it.'
          : `The hub has to list ${facts.destination} in argoCd({ clusters }), so that its policies allow the connection.`,
        'These commands fail where it is missing.',
      ].join(' '),
      commands: [
        `${kubectl} wait --for=condition=Established crd/applications.argoproj.io crd/appprojects.argoproj.io --timeout=10s`,
        `${kubectl} get namespace ${argoCdNamespace}`,
      ],
    },
  ];
}

/** Commands for secrets that a person makes. The value is typed or read from a file, never part of a command. */
function secretSteps(plan: ClusterPlan): BootstrapStep[] {
  const manual = plan.components.flatMap((component) =>
    component.secrets
      .filter((secret) => plan.facts.secrets[`${component.namespace}/${secret.name}`]?.from === 'manual')
      .map((secret) => ({ component, secret })),
  );
  return manual.map(({ component, secret }) => ({
    title: `Secret ${component.namespace}/${secret.name}`,
    why: `${component.name} needs it ${secret.why}. Write each value into a file of its own, without a line feed at its end; delete the files afterwards.`,
    commands: [
      `kubectl create namespace ${shellWord(component.namespace)} --dry-run=client -o yaml | kubectl apply --server-side -f -`,
      [
        `kubectl --namespace ${shellWord(component.namespace)} create secret generic ${shellWord(secret.name)}`,
        ...(secret.type === undefined ? [] : [`--type=${shellWord(secret.type)}`]),
        ...secret.keys.map((key) => `--from-file=${shellWord(key)}=./${shellWord(key)}`),
        ...Object.entries(secret.values ?? {}).map(
          ([key, value]) => `--from-literal=${shellWord(key)}=${shellWord(value)}`,
        ),
        // A second time, it replaces the values.
        '--dry-run=client -o yaml | kubectl apply --server-side -f -',
      ].join(' \\\n  '),
      ...Object.entries(secret.labels ?? {}).map(
        ([key, value]) =>
          `kubectl --namespace ${shellWord(component.namespace)} label secret ${shellWord(secret.name)} ${shellWord(`${key}=${value}`)} --overwrite`,
      ),
    ],
  }));
}

/** Without the key of a private repository, the root stays at "authentication required". */
function privateHint({ facts: { git }, components }: ClusterPlan): string[] {
  // An Argo CD elsewhere has its own keys.
  if (!components.some((component) => provides(component, 'delivery'))) return [];
  const isGiven = components.some(({ secrets }) => secrets.some(({ values }) => values?.['url'] === git.url));
  if (isGiven) return [];
  return [
    `If \`${git.url}\` is private, Argo CD needs a user and a token: list the repository in \`argoCd({ repositories: […] })\`, run \`npm run synth\`, and this page gets a step that makes the Secret.`,
  ];
}

function rootStep(plan: ClusterPlan): BootstrapStep {
  return {
    title: 'The root',
    why: [
      'It makes every project and Application; Argo CD does the rest, wave by wave.',
      ...privateHint(plan),
    ].join(' '),
    commands: [
      `${kubectlOfArgoCd(plan.facts)} apply --server-side -f ${shellWord(`apps/${plan.facts.name}/bootstrap/bootstrap.yaml`)}`,
    ],
  };
}
