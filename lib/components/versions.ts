/**
 * Every version that asterism ships, in one place. An image is named in full, since a short name means another registry on
 * another machine.
 */
export const images = {
  /** Kafka 4 runs without ZooKeeper only. */
  kafka: 'docker.io/apache/kafka:4.1.0',
  /** Held back: the last line that can run with ZooKeeper; the image holds both. */
  kafkaWithZookeeper: 'docker.io/apache/kafka:3.9.1',
  /** Holds the Debezium JDBC sink with PostgreSQL's driver, so that nothing is downloaded at start. */
  kafkaConnect: 'quay.io/debezium/connect:3.4.0.Final',
  /** Instead of the one that the chart would take (v3.4.4 in 10.1.1): the lab runs this one. */
  argoCd: 'quay.io/argoproj/argocd:v3.5.7',
  coredns: 'docker.io/coredns/coredns:1.15.0',
} as const;

/** Helm charts: repository, name and version. */
export const charts = {
  argoCd: { repository: 'https://argoproj.github.io/argo-helm', chart: 'argo-cd', version: '10.1.1' },
  certManager: { repository: 'https://charts.jetstack.io', chart: 'cert-manager', version: 'v1.21.1' },
  externalDns: {
    repository: 'https://kubernetes-sigs.github.io/external-dns',
    chart: 'external-dns',
    version: '1.21.1',
  },
  kured: { repository: 'https://kubereboot.github.io/charts', chart: 'kured', version: '6.1.0' },
  longhorn: { repository: 'https://charts.longhorn.io', chart: 'longhorn', version: '1.12.1' },
  metallb: { repository: 'https://metallb.github.io/metallb', chart: 'metallb', version: '0.16.1' },
  sealedSecrets: {
    repository: 'https://bitnami-labs.github.io/sealed-secrets',
    chart: 'sealed-secrets',
    version: '2.18.5',
  },
  strimzi: { repository: 'quay.io/strimzi-helm', chart: 'strimzi-kafka-operator', version: '1.2.0' },
} as const;

/** Cilium's chart, and what goes with each of its lines: the version is the cluster's choice, since it is upgraded one minor at a time. */
export const cilium = {
  repository: 'https://helm.cilium.io',
  chart: 'cilium',
  /** Oldest first. */
  versions: ['1.17.18', '1.18.12', '1.19.6'],
  lines: {
    '1.17.18': { poolVersion: 'v2alpha1', gatewayApi: 'v1.2.1' },
    '1.18.12': { poolVersion: 'v2', gatewayApi: 'v1.3.0' },
    '1.19.6': { poolVersion: 'v2', gatewayApi: 'v1.4.1' },
  },
} as const;

/** The definitions of the Gateway API. Which version is needed is said by what implements it: see `cilium.lines`. */
export const gatewayApi = {
  url: 'https://github.com/kubernetes-sigs/gateway-api',
  /** Oldest first. */
  versions: ['v1.2.1', 'v1.3.0', 'v1.4.1'],
  /** Held back: v1.5 goes with Cilium 1.20. */
  newest: 'v1.4.1',
} as const;
