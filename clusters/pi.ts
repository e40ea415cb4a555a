import {
  app,
  argoCd,
  certManager,
  cilium,
  clusterGateway,
  coredns,
  defineCluster,
  enterpriseLinux,
  externalDns,
  gateway,
  gatewayApi,
  haproxy,
  host,
  k3s,
  kea,
  kured,
  longhorn,
  placeholder,
  raspberryPi,
} from 'asterism';

/** Seven Raspberry Pis behind a gateway. The API is reached through the gateway's HAProxy, on both of its addresses. */

const gallade = host({
  name: 'gallade',
  description: 'gateway on Rocky Linux: DHCP, NAT, HAProxy',
  system: enterpriseLinux(),
  interfaces: [
    { name: 'eno1', network: 'uplink', address: '192.168.1.99' },
    { name: 'br-pi', network: 'nodes', address: '192.168.4.1', joins: ['eno3'] },
  ],
  programs: [
    kea(),
    gateway({
      outside: 'uplink',
      inside: 'nodes',
      forwards: [
        { port: 80, to: '192.168.4.20' },
        { port: 443, to: '192.168.4.20' },
      ],
    }),
    haproxy(),
  ],
});

const mac = (last: string, name: string) => placeholder(`00:00:5E:00:53:${last}`, `MAC address of ${name}`);

/** The control plane keeps etcd on NVMe drives. */
const pi5 = raspberryPi({ model: 5, disk: 'nvme' });
const pi4 = raspberryPi({ model: 4, disk: 'sd' });
const nvme = { 'storage-type': 'nvme' };

const gateways = gatewayApi({ version: 'v1.2.1' });

const zone = placeholder('example.com', 'domain of the cluster, a zone at Cloudflare');
const acme = {
  kind: 'acme',
  email: placeholder('admin@example.com', "address of the account at Let's Encrypt"),
  cloudflare: { secret: 'cloudflare', zones: [zone] },
} as const;

/** Certificates that browsers trust. Try a new host with 'staging' first: failed attempts here use up rate limits. */
const trusted = { from: 'issuer', issuer: 'production' } as const;

export const pi = defineCluster({
  name: 'pi',
  git: {
    url: placeholder('https://git.example.com/home/clusters.git', 'clone address of this repository'),
    revision: 'main',
  },
  distribution: k3s({
    version: placeholder('v1.33.5+k3s1', 'k3s release of the Pis'),
    networkPlugin: 'none',
    kubeProxy: false,
    // Volumes of Longhorn are the default; k3s would make its own class the default at each start.
    disable: ['servicelb', 'traefik', 'local-storage'],
  }),
  api: { host: 'gallade' },
  networks: {
    nodes: { cidr: '192.168.4.0/24', gateway: '192.168.4.1' },
    uplink: {
      cidr: '192.168.0.0/22',
      gateway: placeholder('192.168.1.1', "the router's address in the main LAN"),
    },
    pods: { cidr: placeholder('10.42.0.0/16', 'pod range; this is the default of k3s') },
    services: { cidr: placeholder('10.43.0.0/16', 'service range; this is the default of k3s') },
  },
  administrators: {
    networks: [placeholder('192.168.0.0/22', 'networks from which SSH and kubectl are allowed')],
    sshKeys: [],
  },
  dhcp: [
    {
      network: 'nodes',
      range: placeholder(
        '192.168.4.100-192.168.4.199',
        'addresses for machines without a lease of their own',
      ),
      nameServers: ['1.1.1.1'],
    },
  ],
  nodes: [
    {
      name: 'arkveld',
      address: '192.168.4.11',
      role: 'server',
      mac: mac('11', 'arkveld'),
      machine: pi5,
      labels: nvme,
    },
    {
      name: 'reydau',
      address: '192.168.4.12',
      role: 'server',
      mac: mac('12', 'reydau'),
      machine: pi5,
      labels: nvme,
    },
    {
      name: 'zohshia',
      address: '192.168.4.13',
      role: 'server',
      mac: mac('13', 'zohshia'),
      machine: pi5,
      labels: nvme,
    },
    { name: 'rathalos', address: '192.168.4.14', role: 'agent', mac: mac('14', 'rathalos'), machine: pi4 },
    { name: 'rathian', address: '192.168.4.15', role: 'agent', mac: mac('15', 'rathian'), machine: pi4 },
    { name: 'gravios', address: '192.168.4.16', role: 'agent', mac: mac('16', 'gravios'), machine: pi4 },
    { name: 'congalala', address: '192.168.4.17', role: 'agent', mac: mac('17', 'congalala'), machine: pi4 },
  ],
  hosts: [gallade],
  secrets: {
    'cert-manager/cloudflare': { from: 'manual' },
    'external-dns/cloudflare': { from: 'manual' },
  },
  components: [
    argoCd({
      domain: placeholder('argo.example.com', 'name of the page of Argo CD'),
      route: { tls: trusted },
    }),
    coredns({ mode: 'k3s' }),
    gateways,
    cilium({
      // The owners run 1.17.2. First the newest patch of that line, then one minor at a time.
      version: '1.17.18',
      apiServer: { host: '127.0.0.1', port: 6444 },
      hubble: { relay: true, ui: true },
      gatewayApi: gateways.version,
      loadBalancer: {
        pools: [
          {
            name: 'pi-pool',
            network: 'nodes',
            range: placeholder(
              '192.168.4.20-192.168.4.29',
              'load-balancer addresses; 192.168.4.20 is among them',
            ),
          },
        ],
      },
    }),
    // Servers too, one at a time: etcd keeps its majority of three.
    kured({ window: { start: '02:00', end: '05:00', timeZone: 'Europe/Berlin' } }),
    // The three NVMe drives are on the servers: a copy on two of them outlives either.
    longhorn({
      disks: [{ nodes: nvme, tags: ['nvme'] }],
      classes: [{ name: 'longhorn-nvme', isDefault: true, replicas: 2, tags: ['nvme'] }],
      jobs: [
        { name: 'daily', task: 'snapshot', schedule: '0 3 * * *' },
        { name: 'weekly', task: 'backup', schedule: '30 3 * * 0', keep: 4 },
      ],
      backup: {
        to: 'nfs',
        server: placeholder('192.168.1.10', 'NFS server for backups of volumes'),
        path: placeholder('/srv/backup/pi', 'folder of that server'),
      },
    }),
    certManager({
      issuers: [
        { ...acme, name: 'staging', server: 'staging' },
        { ...acme, name: 'production', server: 'production' },
      ],
    }),
    externalDns({
      cloudflare: { secret: 'cloudflare' },
      zones: [zone],
      target: placeholder(
        '203.0.113.99',
        'public address of the router, which forwards ports 80 and 443 to gallade',
      ),
    }),
    // The gateway forwards ports 80 and 443 to this address.
    clusterGateway({ address: '192.168.4.20' }),
    app({
      name: 'my-simple-app',
      image: placeholder('docker.io/nginxinc/nginx-unprivileged:1.28.0-alpine', 'image of the app'),
      ports: { http: 8080 },
      environment: { TZ: 'Europe/Berlin' },
      files: { '/usr/share/nginx/html/index.html': '<!doctype html>\n<title>pi</title>\n<p>It works.</p>\n' },
      // /usr/share/nginx/html/files shows what is put there.
      volumes: [{ kind: 'claim', name: 'files', path: '/usr/share/nginx/html/files', size: '1Gi' }],
      nodes: nvme,
      probes: { ready: { by: 'http', path: '/' } },
      exposure: {
        kind: 'route',
        hosts: [placeholder('app.example.com', 'name of the app')],
        tls: trusted,
      },
    }),
  ],
});
