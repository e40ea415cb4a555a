/** What an app is called in the objects that it is made of. */
export interface Identity {
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
}

/** Name of the workload whose pods the app itself is. */
export const mainWorkload = 'app';

/** Name of the ConfigMap with the app's files. */
export function filesName({ name }: Identity): string {
  return `${name}-files`;
}

/** Name of the claim of a volume. */
export function claimName({ name }: Identity, volume: string): string {
  return `${name}-${volume}`;
}
