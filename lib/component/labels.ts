/** The standard labels of every object of a component. https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export function componentLabels(component: {
  readonly kind: string;
  readonly name: string;
}): Record<string, string> {
  return {
    'app.kubernetes.io/name': component.kind,
    'app.kubernetes.io/instance': component.name,
    'app.kubernetes.io/managed-by': 'asterism',
  };
}

/**
 * Labels that select the pods of one workload. They stay as they are for the life of the workload: the selector of a
 * Deployment or StatefulSet cannot be changed.
 */
export function podLabels(component: { readonly name: string }, workload: string): Record<string, string> {
  return { 'app.kubernetes.io/instance': component.name, 'app.kubernetes.io/component': workload };
}
