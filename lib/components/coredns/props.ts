import * as v from 'valibot';
import {
  type AddressOrName,
  addressOrName,
  addressOrNameText,
  atLeastOne,
  bytes,
  cores,
  distinct,
  dnsName,
  label,
  type PropsOf,
  wholeNumber,
} from '../../core';

/** `maxUpstreams` of plugin forward. https://coredns.io/plugins/forward/#syntax */
const servers = distinct<AddressOrName>('name servers', 15, addressOrNameText);

const both = {
  /** Name of the component. @default 'coredns' */
  name: v.exactOptional(label, 'coredns'),
  /** Where it lives: every pod's policy opens DNS to pods of this namespace. @default 'kube-system' */
  namespace: v.exactOptional(v.literal('kube-system'), 'kube-system'),
  /** Zone in which every node and host of the cluster has its name: `ada.home.internal`. @default '<cluster>.internal' */
  zone: v.exactOptional(dnsName),
  /** Zones that other name servers know. @default [] */
  zones: v.exactOptional(
    v.array(
      v.strictObject({
        /** The zone: `corp.example.com`. */
        zone: dnsName,
        /** Who is asked: addresses, or names of hosts of the cluster that serve DNS. */
        forward: v.pipe(v.array(addressOrName), servers, atLeastOne('name the servers that know the zone')),
      }),
    ),
    [],
  ),
};

/** The name server that k3s ships, with zones of our own. */
export const k3sCorednsProps = v.strictObject({
  /**
   * `k3s` adds to the name server that k3s ships, which asks the name servers of the node's resolv.conf for everything
   * else. It ships the ConfigMap `coredns-custom` and nothing more: k3s writes its own objects again at every start.
   */
  mode: v.literal('k3s'),
  ...both,
});

/** A name server of our own in place of the one that k3s ships. */
export const ownCorednsProps = v.strictObject({
  /**
   * `replace` runs our own name server at the address that is handed to every pod; k3s runs with `--disable=coredns`.
   * Apply it before Argo CD, which finds its own parts by name.
   */
  mode: v.literal('replace'),
  ...both,
  /**
   * Who is asked for all other names: addresses, or names of hosts that serve DNS. Left out, it is the name servers of
   * the node's resolv.conf. If one of those is a loopback address (systemd-resolved), k3s hands 8.8.8.8 to the pods
   * instead; with its `--resolv-conf` it hands on the file as it stands, and a loopback address in it would lead back to
   * CoreDNS, whose `loop` plugin then ends the process. @default the node's
   */
  upstream: v.exactOptional(v.pipe(v.array(addressOrName), servers), []),
  /** Pods, on different nodes where there are enough. @default 2 */
  replicas: v.exactOptional(wholeNumber('a number of pods', 1, 1000), 2),
  /** CPU request of a pod; it may use what is idle. @default '100m' */
  cpu: v.exactOptional(cores, '100m'),
  /** Memory request and limit of a pod. Answers are kept in memory. @default '170Mi' */
  memory: v.exactOptional(bytes, '170Mi'),
});

export const corednsProps = v.variant('mode', [k3sCorednsProps, ownCorednsProps]);

/** What a person writes for the cluster's name server. */
export type CorednsProps = PropsOf<typeof corednsProps>;
/** The settings of the two modes, with their defaults filled in. */
export type CorednsSettings = v.InferOutput<typeof corednsProps>;
export type OwnCorednsSettings = v.InferOutput<typeof ownCorednsProps>;
