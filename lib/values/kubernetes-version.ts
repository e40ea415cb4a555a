import * as v from 'valibot';
import { type Parsed, parsedBy, refused } from './parsed';
import { parseSemVer, type SemVer } from './semver';
import { shown } from './shown';

/**
 * Parses a Kubernetes version as kubelets report it: `v1.34.1`. Distributions append a suffix: `v1.33.5+k3s1`,
 * `v1.33.4-gke.1134000`. https://kubernetes.io/releases/version-skew-policy/#supported-versions
 */
export function parseKubernetesVersion(written: string): Parsed<SemVer> {
  if (/^v1\.\d/.test(written)) {
    const version = parseSemVer(written);
    if ('value' in version) return version;
  }
  const bare = /^v?(1\.\d+\.\d+)$/.exec(written);
  return refused(
    `${shown(written)} is not a Kubernetes version as \`kubectl get nodes\` shows it`,
    bare === null ? 'pin one such as v1.34.1' : `did you mean v${bare[1] ?? ''}?`,
  );
}

/** A version of Kubernetes. */
export const kubernetesVersion = v.pipe(
  v.string(),
  parsedBy(parseKubernetesVersion),
  v.title('Kubernetes version'),
);
