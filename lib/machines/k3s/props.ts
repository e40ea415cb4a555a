import * as v from 'valibot';
import type { OpenInside } from '../../values';
import { k3sVersion } from './version';

export const k3sProps = v.strictObject({
  /** Pinned release: `v1.33.5+k3s1`. */
  version: k3sVersion,
  /** `flannel`: k3s' own network plugin. `none`: a component brings one (`--flannel-backend=none`). */
  networkPlugin: v.picklist(['flannel', 'none']),
  /** Whether k3s runs kube-proxy. @default true */
  kubeProxy: v.exactOptional(v.boolean(), true),
  /** Packaged components that are switched off (`--disable`). @default [] */
  disable: v.exactOptional(
    v.array(v.picklist(['coredns', 'servicelb', 'traefik', 'local-storage', 'metrics-server'])),
    [],
  ),
});

/** What a person writes for k3s. */
export type K3sProps = OpenInside<v.InferInput<typeof k3sProps>>;
/** The settings of k3s, with their defaults filled in. */
export type K3sSettings = v.InferOutput<typeof k3sProps>;
