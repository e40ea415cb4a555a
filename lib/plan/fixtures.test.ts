import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { problemText } from '../values';
import { type ClusterInput, defineCluster } from './cluster';
import { base, ciliumBase, gatewayBase, nixosBase } from './fixtures/base';

interface Fixture {
  readonly input: ClusterInput;
  /** The messages, whole and in order. */
  readonly expected: readonly string[];
}

const folder = join(__dirname, 'fixtures');
const names = readdirSync(folder)
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'base');
const messagesOf = (input: ClusterInput) => defineCluster(input).problems.map(problemText);

/** What a person may get wrong in a cluster file, and the fixtures that do. */
const promised: Readonly<Record<string, readonly string[]>> = {
  'an address outside its network': ['address-outside-its-network', 'gateway-outside-its-network'],
  'the same address, name or MAC twice': ['address-twice', 'name-twice', 'mac-twice'],
  'a CIDR with host bits': ['cidr-with-host-bits'],
  'overlapping node, pod and service networks': ['nodes-and-pods-overlap', 'pods-and-services-overlap'],
  'a pool that covers a node, host or gateway': [
    'pool-covers-a-node',
    'pool-covers-a-host',
    'pool-covers-the-gateway',
    'pool-of-metallb-covers-a-node',
  ],
  'a DHCP range that covers a node, host or gateway': [
    'dhcp-range-covers-a-node',
    'dhcp-range-covers-a-host',
    'dhcp-range-covers-the-gateway',
  ],
  'addresses that a router assigns and that a node, our DHCP or a pool has': [
    'leases-of-a-router-cover-a-node',
    'leases-of-a-router-overlap-dhcp',
    'leases-in-the-network-of-pods',
    'pool-overlaps-leases-of-a-router',
  ],
  'a pool on another network without a route': ['pool-without-route'],
  'a reversed range': ['dhcp-range-reversed', 'pool-reversed'],
  'a port outside 1 to 65535': ['port-out-of-range', 'port-of-a-host-out-of-range'],
  'a quantity Kubernetes would reject or rewrite': [
    'quantity-kubernetes-would-reject',
    'quantity-kubernetes-would-rewrite',
  ],
  'names that are no DNS label': [
    'name-that-is-no-label',
    'cluster-name-that-is-no-label',
    'component-name-that-begins-with-a-digit',
    'component-name-that-is-no-label',
    'namespace-that-is-no-label',
  ],
  'an unknown key': ['unknown-key', 'unknown-key-in-a-node', 'unknown-key-of-a-component'],
  'a component that another one needs but the cluster does not list': [
    'component-not-listed',
    'strimzi-without-its-operator',
  ],
  'a connection to what a component does not offer': [
    'endpoint-where-nothing-listens',
    'endpoint-of-another-namespace',
    'endpoint-of-another-transport',
  ],
  'two networks around a gateway that overlap': ['networks-of-a-gateway-overlap'],
  'a cycle': ['cycle'],
  'two components of one name': ['two-components-of-one-name'],
  'an even number of KRaft controllers': ['even-number-of-kraft-controllers'],
  'MetalLB and Cilium both serving load balancers': ['metallb-and-cilium-both-serve-load-balancers'],
  'kube-proxy replacement without an API address': ['kube-proxy-replacement-without-api-address'],
  'flannel together with Cilium': ['flannel-together-with-cilium'],
  'a node selector no node satisfies': ['node-selector-no-node-satisfies', 'announcing-nodes-that-are-none'],
  'a bad topic name': ['bad-topic-name'],
  'a secret without a source': ['secret-without-source'],
  'a connector whose topic no component declares or whose table is not mapped': [
    'topic-no-component-declares',
    'topic-without-table',
  ],
  'an unknown node, network or host name': ['unknown-node-name', 'unknown-network-name', 'unknown-host-name'],
  'a port forward to an unknown address': ['forward-to-an-unknown-address', 'forward-out-of-the-network'],
  'a port forward that locks out SSH or the API': ['forward-of-ssh', 'forward-of-the-api', 'forward-twice'],
  'a gateway without a card on one side, or with one side only': [
    'gateway-without-card-inside',
    'gateway-of-an-unknown-network',
    'gateway-between-a-network-and-itself',
  ],
  'a gateway without log-ins': ['gateway-without-administrators'],
  'a DHCP server with nothing to hand out': ['dhcp-server-without-range', 'dhcp-server-without-network'],
  'two DHCP servers for one network': ['dhcp-servers-of-one-network'],
  'a node without MAC address behind a DHCP server': ['dhcp-server-without-mac-of-a-node'],
  'an API balancer that the API is not behind': ['api-balancer-beside-the-api'],
  'a bridge whose card is not its own': ['bridge-joins-a-card-with-address', 'bridges-of-one-card'],
  'a NixOS machine without what its configuration needs': [
    'nixos-without-release',
    'nixos-release-that-is-none',
    'nixos-release-that-is-too-old',
    'nixos-without-gateway',
    'nixos-without-name-server',
    'nixos-host-without-network',
    'nixos-without-machine',
  ],
  'rules that lock everybody out of SSH': [
    'administrators-missing',
    'administrators-without-networks',
    'administrators-without-keys',
  ],
  'administrators in the network of pods or services': [
    'administrators-overlap-pods',
    'administrators-overlap-services',
  ],
  'a VM that Proxmox or OpenTofu could not make': [
    'vm-id-twice',
    'vm-id-that-proxmox-keeps',
    'vm-without-mac',
    'vm-without-memory',
    'vms-on-two-proxmox-nodes',
    'vm-resource-twice',
    'vm-resource-that-is-no-name',
  ],
  'an API where no server and no balancer answers': [
    'api-of-an-agent',
    'api-of-a-database',
    'api-of-a-pod',
    'api-at-an-unknown-address',
  ],
  'a wire that leads nowhere': ['wire-to-nowhere', 'wire-to-itself', 'wire-of-pods', 'wire-of-a-wire'],
  'an address that no machine can have': ['node-at-loopback', 'node-of-a-group', 'network-of-links'],
  'a range with the first or last address of its network': [
    'dhcp-range-covers-the-broadcast-address',
    'dhcp-range-covers-the-network-address',
    'pool-covers-the-broadcast-address',
  ],
  'a label that the kubelet refuses': ['label-that-the-kubelet-refuses', 'label-that-the-kubelet-sets'],
  'two services on one port, and one card twice': [
    'services-of-one-port',
    'service-on-the-port-of-ssh',
    'card-twice',
  ],
  'machines and systems as older files have them': ['machines-as-older-files-have-them'],
  'an even number of servers': ['even-number-of-servers'],
  'a machine whose name means something else': ['node-named-internet', 'host-named-router'],
  'a port of the API that something else has': [
    'api-port-of-ssh',
    'api-port-of-the-kubelet',
    'api-port-of-node-ports',
  ],
  "administrators' networks that overlap": ['administrators-that-overlap'],
  'a pod network without room for each node': ['pod-network-without-room', 'pod-network-of-one-node'],
  'a name that a shell or PostgreSQL would misread': [
    'database-that-a-shell-would-run',
    'database-of-the-superuser',
    'network-name-that-breaks-units',
    'description-of-two-lines',
  ],
  'a secret where everybody reads it': [
    'private-key-among-ssh-keys',
    'git-address-with-token',
    'destination-with-password',
  ],
  'a leaked literal': ['leaked-join-token', 'leaked-password', 'leaked-password-of-a-host'],
};

test.each(Object.entries(promised))('there is a fixture for %s', (_, fixtures) => {
  expect(names).toEqual(expect.arrayContaining([...fixtures]));
});

test('the clusters that the fixtures change are right', () => {
  expect(messagesOf(base)).toEqual([]);
  expect(messagesOf(ciliumBase)).toEqual([]);
  expect(messagesOf(gatewayBase)).toEqual([]);
  expect(messagesOf(nixosBase)).toEqual([]);
});

test('every file in the folder is a fixture that is run', () => {
  expect(names.length).toBeGreaterThan(Object.values(promised).flat().length);
  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
});

test.each(names)('%s gives exactly its messages', (name) => {
  const { input, expected } = jest.requireActual<Fixture>(join(folder, name));
  expect(expected).not.toEqual([]);
  expect(messagesOf(input)).toEqual(expected);
  for (const message of expected) expect(message).toMatch(/^small\.[^:]+: [^\n]+; [^\n]+$/i);
});
