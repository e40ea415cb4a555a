import type { DescribedGroup } from './source';

const everyPool = 'Without a selector or name: every pool.';

/**
 * MetalLB 0.16, which no package of types covers. Field names, ranges and defaults are those of its custom
 * resource definitions. Those for BGP are left out: our component announces in layer 2.
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
  },
};
