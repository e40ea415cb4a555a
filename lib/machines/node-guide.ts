import { claimKind, claimsOf, type Facts, functionShape } from '../inventory';

/** What the runbook and `verify.sh` say about the machines of a cluster as nodes: a distribution knows its own words. */
export interface NodeGuide {
  /** What of it is secret and where that is, as the begin of a sentence of the runbook. @default nothing */
  readonly secrets?: string;
  /** How a node that leaves the cluster is stopped for good, a comment among the commands. */
  readonly stop: (facts: Facts) => string;
  /** What goes wrong when a node gets another name. @default nothing of its own */
  readonly renamed?: readonly string[];
  readonly words: NodeWords;
}

/** Words for likely causes and next steps. */
export interface NodeWords {
  /** What makes a machine a node: `k3s`. */
  readonly node: string;
  /** Command that shows its log on a node. */
  readonly nodeLog: string;
  /** What serves the API on a server: `k3s`. */
  readonly server: string;
  /** Command that shows its log on a server. */
  readonly serverLog: string;
  /** The setting that gives a node its address, before the node's name: `node-ip in the k3s configuration of`. */
  readonly address: string;
  /** How a server gets a certificate for a further address. */
  readonly certificate: string;
}

/** What a distribution says about nodes. */
export const nodeGuides = claimKind({
  name: 'nodeGuides',
  shape: functionShape<() => NodeGuide>(),
});

/** What the distribution of a cluster says about nodes; what holds for every cluster, where it says nothing. */
export function nodeGuideOf(facts: Facts): NodeGuide {
  return claimsOf(facts.distribution, nodeGuides)[0]?.value() ?? plainGuide;
}

const plainGuide: NodeGuide = {
  stop: ({ distribution }) => `Stop the node for good, as the guide of ${distribution.title} says`,
  words: {
    node: 'the kubelet',
    nodeLog: 'journalctl -u kubelet',
    server: 'the API server',
    serverLog: 'journalctl -u kubelet',
    address: '--node-ip of the kubelet on',
    certificate: 'give each server, one at a time, a certificate with this address',
  },
};
