/** Architecture rules: data flows one way. Each rule says why it stands. */
const order = [
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
  'importer',
  'reference',
  'cli',
];

// A fixture tells tests of all components what they need to know of one.
const tests = '(\\.test|[./]fixture)\\.ts$';

const looksLeft = (folder, index) => ({
  name: `${folder}-looks-left`,
  comment: `lib/${folder} imports only what stands to its left (${order.slice(0, index).join(', ') || 'nothing'}), so that data flows one way and no change travels in circles`,
  severity: 'error',
  // Fixtures are clusters that tests read, made of any component.
  from: { path: `^lib/${folder}/`, pathNot: [tests, '/fixtures/'] },
  to: { path: '^lib/', pathNot: `^lib/(${order.slice(0, index + 1).join('|')})/` },
});
// The catalogue has a rule of its own, which is stricter.
const layers = order.map(looksLeft).filter(({ name }) => name !== 'components-looks-left');

module.exports = {
  forbidden: [
    ...layers,
    {
      name: 'plugins-are-asked',
      comment:
        'the model asks a network plugin what it does (lib/network/plugin.ts) and knows none by name, so that one from another repository is as good as ours; only what brings a plugin imports it',
      severity: 'error',
      from: {
        path: '^lib/(values|inventory|component|plan|network|machines|argocd|synth|check|cli)/',
        pathNot: [tests, '/fixtures/', '^lib/network/plugins/', '^lib/machines/[^/]+/'],
      },
      to: { path: '^lib/network/plugins/' },
    },
    {
      name: 'effects-at-the-edges',
      comment:
        'what is derived from the facts reads no file, process or socket: the same input gives the same bytes',
      severity: 'error',
      from: {
        path: '^lib/(values|inventory|component|plan|network|machines|argocd|synth|check|components)/',
        pathNot: [tests, '^lib/synth/(write|staging|read)[^/]*\\.ts$'],
      },
      to: { path: '^(node:)?(fs|child_process|net|http|https|dgram|os|process|timers)(/|$)' },
    },
    {
      name: 'programs-are-listed-once',
      comment:
        'what holds for every machine knows no program: catalogue.ts lists them, and a program is added with its folder and one line there',
      severity: 'error',
      from: {
        path: '^lib/machines/([^/]+\\.ts$|(runbook|verify)/)',
        pathNot: [tests, '^lib/machines/catalogue\\.ts$'],
      },
      to: { path: '^lib/machines/[^/]+/', pathNot: '^lib/machines/(runbook|verify)/' },
    },
    {
      name: 'programs-stand-alone',
      comment:
        'a program of a host does not know the others: what one takes from others is a claim, or text of a language, in a file of that name',
      severity: 'error',
      from: { path: '^lib/machines/([^/]+)/', pathNot: [tests, '^lib/machines/(runbook|verify)/'] },
      to: {
        path: '^lib/machines/[^/]+/',
        pathNot: ['^lib/machines/(runbook|verify|$1)/', '/(claim|text)\\.ts$'],
      },
    },
    {
      name: 'no-circles',
      comment: 'two files that import each other are one file in two places',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'the-catalogue-has-no-privilege',
      comment:
        'a component of the catalogue is written with what lib/core.ts hands out, as one from another repository is; beside it there are other parts of the catalogue',
      severity: 'error',
      from: { path: '^lib/components/', pathNot: tests },
      to: {
        path: '^lib/',
        pathNot: '^lib/(core\\.ts$|components/|machines/[^/]+/|network/plugins/)',
      },
    },
    {
      name: 'clusters-use-the-face',
      comment:
        'a cluster file is written with what lib/index.ts hands out, so that the library can change behind it',
      severity: 'error',
      from: { path: '^clusters/', pathNot: tests },
      to: { path: '^lib/', pathNot: '^lib/index\\.ts$' },
    },
    {
      name: 'tests-stay-out',
      comment: 'nothing that ships imports test support',
      severity: 'error',
      from: { path: '^(lib|clusters|main)', pathNot: [tests, '^lib/testing/', '/fixtures/'] },
      to: { path: ['^lib/testing/', tests] },
    },
    {
      name: 'the-lab-looks-on',
      comment: 'nothing that ships knows the lab: it takes what is committed, as a cluster does',
      severity: 'error',
      from: { path: '^(lib|clusters|main|imports|package)' },
      to: { path: '^lab/' },
    },
    {
      name: 'examples-can-go',
      comment:
        'a person takes the example clusters out and puts their own in: what is about the examples stands beside them, and the lab finds them at run time (lab/examples.ts)',
      severity: 'error',
      from: { path: '^(lib|bench|docs|lab|package)/' },
      to: { path: '^clusters/' },
    },
    {
      name: 'drivers-know-no-suite',
      comment: 'a driver starts and asks one program; what that proves is for the suites to say',
      severity: 'error',
      from: { path: '^lab/(harness|programs|drivers|report|charts)/', pathNot: tests },
      to: { path: '^lab/(suites|outside)/' },
    },
    {
      name: 'types-only-at-development',
      comment: 'the model packages are development dependencies: at run time they are not there',
      severity: 'error',
      from: { path: '^(lib|imports|clusters|main)', pathNot: tests },
      to: { path: '@kubernetes-models/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
