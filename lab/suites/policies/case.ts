import type { KubeObject } from '../../drivers/committed';
import type { AddressPeer } from '../../../lib/network/policy';
import type { PlacedPod } from '../../drivers/policy-network/cluster';

/** Policies with the pods and addresses among which connections are tried, on some ports. */
export interface PolicyCase {
  readonly pods: readonly PlacedPod[];
  readonly policies: readonly KubeObject[];
  readonly outside: readonly AddressPeer[];
  readonly ports: readonly number[];
}
