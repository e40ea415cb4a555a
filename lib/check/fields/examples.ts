import type { Schema } from './schema';

/** What people write most, in the form that Kubernetes wants, by type. */
const examples: Readonly<Record<string, string>> = {
  'core.v1.Container': '{ name: web, image: registry.example.com/web:1.0.0 }',
  'core.v1.ContainerPort': '{ name: http, containerPort: 8080 }',
  'core.v1.ServicePort': '{ name: http, port: 80, targetPort: http }',
  'core.v1.EnvVar': '{ name: MODE, value: production }',
  'core.v1.EnvFromSource': '{ configMapRef: { name: settings } }',
  'core.v1.Volume': '{ name: data, emptyDir: {} }',
  'core.v1.VolumeMount': '{ name: data, mountPath: /data }',
  'core.v1.ResourceRequirements': '{ limits: { memory: 256Mi } }',
  'core.v1.LocalObjectReference': '{ name: registry }',
  'core.v1.Toleration': '{ key: example.com/storage, operator: Exists }',
  'meta.v1.LabelSelector': '{ matchLabels: { app: web } }',
};

/** An example of a type that is known well, as YAML on one line. */
export function exampleOf(schema: Schema): string | undefined {
  if (schema.kind === 'object') return examples[schema.type];
  const item = schema.kind === 'list' ? exampleOf(schema.items) : undefined;
  return item === undefined ? undefined : `[${item}]`;
}
