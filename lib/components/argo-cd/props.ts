import * as v from 'valibot';
import { bytes, distinct, dnsName, label, type PropsOf } from '../../core';
import { routeTls } from '../routed';
import { apiServer } from './addresses';
import { knownHosts, repository } from './repositories';

export const argoCdProps = v.strictObject({
  /** Name of the component. @default 'argo-cd' */
  name: v.exactOptional(label, 'argo-cd'),
  /** Name under which people reach it: `argocd.example.com`. Links and single sign-on use it. @default none */
  domain: v.exactOptional(dnsName),
  /**
   * How people reach its page at `domain`: through the cluster's Gateway, or through its Ingress where it has none. That ends
   * TLS, so Argo CD itself then serves HTTP, to what serves Gateways and Ingresses only. @default within the cluster only
   */
  route: v.exactOptional(
    v.strictObject({
      /** The certificate. Without one, passwords would be readable on their way. */
      tls: routeTls,
      /** The Gateway or the class of Ingresses, where the cluster has several. @default the only one */
      by: v.exactOptional(dnsName),
    }),
  ),
  /**
   * Whether the ApplicationSet controller runs, with progressive syncs. A hub runs it when any of its clusters is
   * delivered by `rolling`. @default true with `delivery: 'rolling'`, else false
   */
  applicationSets: v.exactOptional(v.boolean()),
  /**
   * Private repositories, each with the Secret by which Argo CD logs in: the one of the cluster file, those of `gitFolder`, and
   * repositories of charts. @default all repositories are public
   */
  repositories: v.exactOptional(v.array(repository), []),
  /**
   * Keys of SSH servers, as lines of `known_hosts`: `git.example.com ssh-ed25519 AAAA…`. Argo CD knows those of the large
   * forges. @default none beside these
   */
  knownHosts: v.exactOptional(knownHosts, []),
  /** API servers of other clusters that this one delivers to: `https://192.0.2.10:6443`. @default [] */
  clusters: v.exactOptional(v.pipe(v.array(apiServer), distinct('API servers')), []),
  /**
   * Whether Argo CD applies Endpoints and EndpointSlices, which it leaves out otherwise: Cilium's chart ships one for its
   * Ingress. It then watches those of every Service as well. @default false
   */
  endpoints: v.exactOptional(v.boolean(), false),
  /** Memory request and limit of the controller, which keeps every watched object in memory. @default '1Gi' */
  controllerMemory: v.exactOptional(bytes, '1Gi'),
  /** Memory request and limit of the repository server, which renders the charts. @default '512Mi' */
  repoServerMemory: v.exactOptional(bytes, '512Mi'),
});

/** What a person writes for Argo CD. */
export type ArgoCdProps = PropsOf<typeof argoCdProps>;
/** The settings, with their defaults filled in. */
export type ArgoCdSettings = v.InferOutput<typeof argoCdProps>;
