import * as v from 'valibot';
import {
  anything,
  type Component,
  createdKinds,
  declareComponent,
  gitRevision,
  gitUrl,
  label,
  line,
  parsedBy,
  planOf,
  type PropsOf,
  refused,
  shown,
} from '../core';
import { planProps, podSecurityLevel, statedClaims, unseenWorkloads } from './plan-props';

/** Names of branches, and of tags that are moved: what they lead to changes without a commit in the project. */
const moving = /^(HEAD|main|master|trunk|develop|dev|devel|latest|stable|next|nightly|(refs\/)?heads\/.+)$/i;

/** A tag or a commit. */
const pinned = v.pipe(
  gitRevision,
  parsedBy<string, string>((written) =>
    moving.test(written)
      ? refused(
          `${shown(written)} is a name that moves without a commit here`,
          'write a tag such as v1.2.3, or a commit',
        )
      : { value: written },
  ),
  v.title('tag or commit'),
);

/** A folder of a repository, without a way out of it. */
const folderPath = v.pipe(
  line(500),
  parsedBy<string, string>((written) =>
    written === '.' ||
    (!/^\/|\\|\/$/.test(written) && written.split('/').every((part) => !/^\.{0,2}$/.test(part)))
      ? { value: written }
      : refused(
          `${shown(written)} is not a path within a repository`,
          'write one such as deploy/overlays/production, or "." for its root',
        ),
  ),
  v.title('path within the repository'),
);

/** A kind as `group/Kind`. */
const groupKind = v.pipe(
  line(500),
  parsedBy<string, string>((written) =>
    /^[a-z0-9.-]*\/[A-Z][A-Za-z0-9]*$/.test(written)
      ? { value: written }
      : refused(
          `${shown(written)} is not a kind`,
          'write one such as apps/Deployment, or /Service of the core group',
        ),
  ),
  v.title('group/Kind'),
);

export const gitFolderProps = v.strictObject({
  /** Name of the component, a DNS label. */
  name: label,
  /** Where its objects live. */
  namespace: label,
  /** The group that it belongs to, such as `platform`. @default it belongs to none */
  group: v.exactOptional(label),
  /** Clone address of the repository. */
  url: gitUrl,
  /** A tag or a commit. */
  revision: pinned,
  /** Folder with YAML or a kustomization, from the root of the repository. */
  path: folderPath,
  /**
   * Kinds that it creates, by namespace; those without a namespace are under the empty one: `{ '': ['rbac.authorization.k8s.io/ClusterRole'],
   * metrics: ['apps/Deployment', '/Service'] }`. Its project allows these. `'anything'` allows every kind in every namespace, and
   * each synth warns of it.
   */
  creates: v.union([v.literal('anything'), v.record(v.union([v.literal(''), label]), v.array(groupKind))]),
  /** Whether a definition in it is larger than 256 KiB, which only server-side apply can store. @default false */
  serverSideApply: v.exactOptional(v.boolean(), false),
  /** Its pods: their labels, what they listen on and whom they connect to. @default it has no pods */
  workloads: v.exactOptional(unseenWorkloads, []),
  /** Pod Security level of its namespace. @default 'restricted' */
  podSecurity: v.exactOptional(podSecurityLevel, 'restricted'),
  ...planProps,
});

/** What a person writes for a folder of somebody's repository. */
export type GitFolderProps = PropsOf<typeof gitFolderProps>;

/**
 * A folder of somebody else's git repository, pinned to a tag or a commit. Argo CD reads it; asterism does not, so you state which
 * kinds it creates and which pods it runs. To have the files read and checked, copy them into the project and use `manifests`.
 * @example
 * gitFolder({
 *   name: 'snapshots',
 *   namespace: 'kube-system',
 *   url: 'https://github.com/kubernetes-csi/external-snapshotter.git',
 *   revision: 'v8.2.0',
 *   path: 'client/config/crd',
 *   creates: { '': ['apiextensions.k8s.io/CustomResourceDefinition'] },
 *   serverSideApply: true,
 * })
 */
export function gitFolder(props: GitFolderProps): Component {
  return declareComponent({ kind: 'git-folder' }, gitFolderProps, props, (settings) => {
    const { group, url, revision, path, creates, serverSideApply, ...plan } = settings;
    return planOf({
      ...(group !== undefined && { group }),
      workloads: plan.workloads,
      podSecurity: plan.podSecurity,
      secrets: plan.secrets,
      provides: plan.provides,
      requires: plan.requires,
      ignoreDifferences: plan.ignoreDifferences,
      defines: plan.defines,
      claims: [...statedClaims(plan)],
      upstream: {
        kind: 'git',
        url,
        revision,
        path,
        creates: creates === 'anything' ? anything : createdKinds(creates),
        serverSideApply,
      },
      build: () => undefined,
    });
  });
}
