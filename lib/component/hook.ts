/**
 * Annotations of a Job that Argo CD runs after each sync of its Application. `BeforeHookCreation` deletes the Job of the
 * sync before: a Job's template cannot be changed, and a Job that removes itself after a time would be created for ever.
 * Hooks are left out of the comparison, so they do not run again before the next sync.
 */
export const postSyncHook: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/hook': 'PostSync',
  'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
};

/** Annotation that orders objects within one Application: higher numbers wait until lower ones are healthy. */
export function syncWave(wave: number): Readonly<Record<string, string>> {
  return { 'argocd.argoproj.io/sync-wave': String(wave) };
}

/**
 * Annotations that keep Argo CD from removing an object, by pruning or with its Application, without a person's word. One
 * that is kept after its file left git leaves its Application Synced: RollingSync takes no step while one is not.
 */
export const keepData: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/compare-options': 'IgnoreExtraneous',
  'argocd.argoproj.io/sync-options': 'Delete=confirm,Prune=false',
};

/** Annotation that lets Argo CD prune an object only when everything else of its Application is applied and healthy. */
export const pruneLast: Readonly<Record<string, string>> = {
  'argocd.argoproj.io/sync-options': 'PruneLast=true',
};
