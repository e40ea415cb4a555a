/** A program that the lab builds, from public modules and artifacts by name and version. */
export interface Program {
  /**
   * Where it comes from: a Go module with `tool` lines, a Maven project whose dependencies are what is wanted, or files of Go
   * modules that `modules.json` names.
   */
  readonly from: 'go' | 'maven' | 'modules';
  /** What it is good for, in a few words. */
  readonly what: string;
  /** Minutes that the first build takes on two cores, roughly. */
  readonly minutes: number;
}

/** Every program that the lab builds. The pins of each are in `lab/pins/<name>/`. */
export const programs = {
  kubernetes: {
    from: 'go',
    what: 'kube-apiserver, kube-controller-manager, kube-scheduler, kubectl',
    minutes: 6,
  },
  definitions: { from: 'modules', what: 'custom resource definitions of public modules', minutes: 1 },
  kwok: { from: 'go', what: 'simulated kubelets', minutes: 1 },
  'argo-cd': { from: 'go', what: 'every part of Argo CD', minutes: 6 },
  helm: { from: 'go', what: 'helm', minutes: 1 },
  coredns: { from: 'go', what: 'coredns', minutes: 2 },
  kubeseal: { from: 'go', what: 'kubeseal', minutes: 1 },
  opentofu: { from: 'go', what: 'tofu', minutes: 4 },
  'terraform-provider-proxmox': { from: 'go', what: "OpenTofu's provider for Proxmox", minutes: 1 },
  'policy-cilium': { from: 'go', what: "Cilium's policy engine", minutes: 3 },
  'policy-cyclonus': { from: 'go', what: "Cyclonus' cases and matcher", minutes: 1 },
  'kube-router': { from: 'go', what: "kube-router's network policies, as in k3s", minutes: 1.5 },
  'cert-manager': { from: 'go', what: 'the controllers of cert-manager', minutes: 3 },
  pebble: { from: 'go', what: "Pebble, Let's Encrypt's ACME server for tests", minutes: 0.5 },
  'external-dns': { from: 'go', what: 'external-dns, with the modules that cert-manager has', minutes: 2.5 },
  kafka: { from: 'maven', what: 'Kafka 4 and Kafka Connect', minutes: 0.5 },
  'kafka-zookeeper': { from: 'maven', what: 'Kafka 3.9 and ZooKeeper', minutes: 0.5 },
  'debezium-jdbc': { from: 'maven', what: "Debezium's JDBC sink", minutes: 0.5 },
} as const satisfies Readonly<Record<string, Program>>;

/** Name of a program that the lab builds. */
export type ProgramName = keyof typeof programs;

/** A program that the machine must have. */
export interface Tool {
  /** Command by which it is found: on the `PATH`, or in one of the folders. */
  readonly command: string;
  /** Debian package that brings it; none where Debian's is too old. */
  readonly package?: string;
  /** Folders in which Debian puts it beside those of the `PATH`; `*` matches one name, and the last match counts. */
  readonly folders?: readonly string[];
  /** Oldest version that serves, and how to ask for it. */
  readonly version?: { readonly args: readonly string[]; readonly pattern: RegExp; readonly least: string };
}

/** Where Debian puts modules of Python. Such a module is a folder, and is found like a program. */
const pythonModules = '/usr/lib/python3/dist-packages';

/** Every program that a suite may need from the machine. */
export const tools = {
  unshare: { command: 'unshare', package: 'util-linux' },
  setpriv: { command: 'setpriv', package: 'util-linux' },
  flock: { command: 'flock', package: 'util-linux' },
  mount: { command: 'mount', package: 'mount' },
  ip: { command: 'ip', package: 'iproute2', folders: ['/usr/sbin', '/sbin'] },
  git: { command: 'git', package: 'git' },
  go: {
    command: 'go',
    version: { args: ['env', 'GOVERSION'], pattern: /go(\d+\.\d+(?:\.\d+)?)/, least: '1.26.3' },
  },
  java: {
    command: 'java',
    package: 'openjdk-17-jre-headless',
    version: { args: ['-version'], pattern: /version "(\d+(?:\.\d+)*)/, least: '17' },
  },
  maven: { command: 'mvn', package: 'maven' },
  etcd: { command: 'etcd', package: 'etcd-server' },
  redis: { command: 'redis-server', package: 'redis-server' },
  openssl: { command: 'openssl', package: 'openssl' },
  curl: { command: 'curl', package: 'curl' },
  script: { command: 'script', package: 'bsdutils' },
  jq: { command: 'jq', package: 'jq' },
  busybox: { command: 'busybox', package: 'busybox' },
  bridge: { command: 'bridge', package: 'iproute2', folders: ['/usr/sbin', '/sbin'] },
  nsenter: { command: 'nsenter', package: 'util-linux' },
  nix: { command: 'nix-instantiate', package: 'nix-bin' },
  nft: { command: 'nft', package: 'nftables', folders: ['/usr/sbin', '/sbin'] },
  iptables: { command: 'iptables', package: 'iptables', folders: ['/usr/sbin', '/sbin'] },
  ipset: { command: 'ipset', package: 'ipset', folders: ['/usr/sbin', '/sbin'] },
  haproxy: { command: 'haproxy', package: 'haproxy', folders: ['/usr/sbin', '/sbin'] },
  kea: { command: 'kea-dhcp4', package: 'kea-dhcp4-server', folders: ['/usr/sbin', '/sbin'] },
  dhcpd: { command: 'dhcpd', package: 'isc-dhcp-server', folders: ['/usr/sbin', '/sbin'] },
  firewalld: { command: 'firewalld', package: 'firewalld', folders: ['/usr/sbin', '/sbin'] },
  'python-nftables': { command: 'nftables', package: 'python3-nftables', folders: [pythonModules] },
  'python-jsonschema': { command: 'jsonschema', package: 'python3-jsonschema', folders: [pythonModules] },
  'python-jinja2': { command: 'jinja2', package: 'python3-jinja2', folders: [pythonModules] },
  dbus: { command: 'dbus-daemon', package: 'dbus' },
  systemd: { command: 'systemd-analyze', package: 'systemd' },
  'open-vswitch': {
    command: 'ovs-vswitchd',
    package: 'openvswitch-switch',
    folders: ['/usr/sbin', '/sbin'],
  },
  shellcheck: { command: 'shellcheck', package: 'shellcheck' },
  setsid: { command: 'setsid', package: 'util-linux' },
  postgresql: {
    command: 'postgres',
    package: 'postgresql',
    folders: ['/usr/lib/postgresql/*/bin'],
    version: { args: ['--version'], pattern: /(\d+\.\d+)/, least: '15' },
  },
} as const satisfies Readonly<Record<string, Tool>>;

/** Name of a program that a suite may need from the machine. */
export type ToolName = keyof typeof tools;

/** What every suite needs: namespaces without a way out, and the programs to make them. */
export const commonTools: readonly ToolName[] = ['unshare', 'setpriv', 'flock', 'mount', 'ip', 'git'];

/** What building needs. */
export const builders: Readonly<Record<Program['from'], readonly ToolName[]>> = {
  go: ['go'],
  maven: ['java', 'maven'],
  modules: ['go'],
};
