import type { DescribedGroup } from './source';

const everyPool = 'Without a selector or name: every pool.';

/**
 * MetalLB 0.16, which no package of types covers. Field names, ranges and defaults are those of its custom
 * resource definitions. Left out on purpose: `BGPPeer.spec.password`, a secret in plain text, for which
 * `passwordSecret` is there.
 */
export const metallb: DescribedGroup = {
  from: 'description',
  group: 'metallb.io',
  kinds: [
    {
      kind: 'IPAddressPool',
      version: 'v1beta1',
      namespaced: true,
      spec: {
        addresses: {
          type: 'readonly string[]',
          required: true,
          doc: 'CIDRs or `first-last` ranges to hand out; no two pools may overlap.',
        },
        autoAssign: {
          type: 'boolean',
          doc: 'Whether Services get an address without naming the pool. Default: true.',
        },
        avoidBuggyIPs: {
          type: 'boolean',
          doc: 'Whether addresses ending in .0 and .255 stay unused. Default: false.',
        },
        serviceAllocation: {
          type: 'ServiceAllocation',
          doc: 'Which Services may use the pool. Default: all of them.',
        },
      },
    },
    {
      kind: 'L2Advertisement',
      version: 'v1beta1',
      namespaced: true,
      spec: {
        ipAddressPools: { type: 'readonly string[]', doc: `Pools to announce, by name. ${everyPool}` },
        ipAddressPoolSelectors: {
          type: 'readonly LabelSelector[]',
          doc: `Pools to announce, by label. ${everyPool}`,
        },
        nodeSelectors: {
          type: 'readonly LabelSelector[]',
          doc: 'Nodes that may answer for the addresses. Default: all.',
        },
        serviceSelectors: {
          type: 'readonly LabelSelector[]',
          doc: 'Services whose addresses are announced. Default: all.',
        },
        interfaces: {
          type: 'readonly string[]',
          doc: 'Network interfaces of the nodes to announce on. Default: all.',
        },
      },
    },
    {
      kind: 'BGPAdvertisement',
      version: 'v1beta1',
      namespaced: true,
      spec: {
        ipAddressPools: { type: 'readonly string[]', doc: `Pools to announce, by name. ${everyPool}` },
        ipAddressPoolSelectors: {
          type: 'readonly LabelSelector[]',
          doc: `Pools to announce, by label. ${everyPool}`,
        },
        nodeSelectors: { type: 'readonly LabelSelector[]', doc: 'Nodes that announce. Default: all.' },
        serviceSelectors: {
          type: 'readonly LabelSelector[]',
          doc: 'Services whose addresses are announced; only with the default aggregation lengths. Default: all.',
        },
        peers: { type: 'readonly string[]', doc: 'BGPPeers to announce to, by name. Default: all.' },
        aggregationLength: {
          type: 'number',
          doc: 'Prefix length that IPv4 routes are joined to, at least 1. Default: 32.',
        },
        aggregationLengthV6: {
          type: 'number',
          doc: 'Prefix length that IPv6 routes are joined to. Default: 128.',
        },
        communities: {
          type: 'readonly string[]',
          doc: 'BGP communities of the routes: `1234:1`, `large:1234:1:2`, or a name from a Community.',
        },
        localPref: { type: 'number', doc: 'LOCAL_PREF of the routes; only for sessions inside one AS.' },
      },
    },
    {
      kind: 'BFDProfile',
      version: 'v1beta1',
      namespaced: true,
      spec: {
        detectMultiplier: {
          type: 'number',
          doc: 'Lost packets after which a session counts as down, 2 to 255.',
        },
        receiveInterval: {
          type: 'number',
          doc: 'Shortest time between packets that we accept, 10 to 60000 ms. Default: 300.',
        },
        transmitInterval: {
          type: 'number',
          doc: 'Shortest time between packets that we send, 10 to 60000 ms. Default: 300.',
        },
        echoInterval: {
          type: 'number',
          doc: 'Shortest time between echo packets, 10 to 60000 ms. Default: 50.',
        },
        echoMode: { type: 'boolean', doc: 'Whether echo packets are used.' },
        minimumTtl: {
          type: 'number',
          doc: 'Lowest TTL of a packet that is accepted over several hops, 1 to 254.',
        },
        passiveMode: { type: 'boolean', doc: 'Whether the session waits for the peer to begin.' },
      },
    },
    {
      kind: 'Community',
      version: 'v1beta1',
      namespaced: true,
      spec: {
        communities: { type: 'readonly CommunityAlias[]', doc: 'Names that BGPAdvertisements may use.' },
      },
    },
    {
      kind: 'BGPPeer',
      version: 'v1beta2',
      namespaced: true,
      spec: {
        myASN: { type: 'number', required: true, doc: 'Our AS number, 0 to 4294967295.' },
        peerASN: {
          type: 'number',
          doc: "The peer's AS number, 0 to 4294967295; this or `dynamicASN`, never both.",
        },
        dynamicASN: {
          type: "'internal' | 'external'",
          doc: "Takes the peer's AS number as it comes: only ours, or any but ours.",
        },
        localASN: {
          type: 'number',
          doc: 'AS number shown to this peer in place of ours, 1 to 4294967295.',
        },
        peerAddress: { type: 'string', doc: "The peer's address; this or `interface`." },
        interface: { type: 'string', doc: 'Interface to find the peer on, without an address.' },
        peerPort: { type: 'number', doc: 'TCP port of the peer, 1 to 16384. Default: 179.' },
        sourceAddress: { type: 'string', doc: 'Our address for the session.' },
        routerID: { type: 'string', doc: 'Router id that the speakers present, as an IPv4 address.' },
        nodeSelectors: { type: 'readonly LabelSelector[]', doc: 'Nodes that open a session. Default: all.' },
        holdTime: { type: 'string', doc: 'Hold time as a duration such as `90s`; 0 or at least 3s.' },
        keepaliveTime: { type: 'string', doc: 'Time between keepalives as a duration such as `30s`.' },
        connectTime: {
          type: 'string',
          doc: 'Wait between connection attempts in whole seconds, `1s` to `65535s`.',
        },
        ebgpMultiHop: { type: 'boolean', doc: 'Whether the peer may be several hops away.' },
        enableGracefulRestart: {
          type: 'boolean',
          doc: 'Whether the peer keeps our routes while a speaker restarts. Fixed once created.',
        },
        bfdProfile: { type: 'string', doc: 'BFDProfile that watches the session, by name.' },
        passwordSecret: {
          type: 'SecretReference',
          doc: 'Secret of type `kubernetes.io/basic-auth` whose password secures the session.',
        },
        vrf: { type: 'string', doc: 'VRF of the node that the session runs in.' },
        disableMP: {
          type: 'boolean',
          doc: 'Whether one session carries one address family only. Default: false.',
        },
        dualStackAddressFamily: {
          type: 'boolean',
          doc: 'Whether the session carries both address families. Default: false.',
        },
      },
    },
  ],
  structs: {
    LabelSelector: {
      matchLabels: { type: 'Readonly<Record<string, string>>', doc: 'Labels with exactly these values.' },
      matchExpressions: {
        type: 'readonly LabelExpression[]',
        doc: 'Conditions on labels; all of them must hold.',
      },
    },
    LabelExpression: {
      key: { type: 'string', required: true, doc: 'The label that is looked at.' },
      operator: {
        type: "'In' | 'NotIn' | 'Exists' | 'DoesNotExist'",
        required: true,
        doc: 'How it is compared.',
      },
      values: { type: 'readonly string[]', doc: 'Values for `In` and `NotIn`; empty otherwise.' },
    },
    ServiceAllocation: {
      priority: { type: 'number', doc: 'Lower is asked first; 0 or none is asked last.' },
      namespaces: { type: 'readonly string[]', doc: 'Namespaces whose Services may use the pool.' },
      namespaceSelectors: {
        type: 'readonly LabelSelector[]',
        doc: 'Namespaces whose Services may use the pool, by label.',
      },
      serviceSelectors: {
        type: 'readonly LabelSelector[]',
        doc: 'Services that may use the pool, by label.',
      },
    },
    CommunityAlias: {
      name: { type: 'string', doc: 'Name for the community.' },
      value: { type: 'string', doc: '`1234:1` or `large:1234:1:2`, each part a number.' },
    },
    SecretReference: {
      name: { type: 'string', doc: 'Name of the Secret.' },
      namespace: { type: 'string', doc: "Its namespace; MetalLB's own when left out." },
    },
  },
};
