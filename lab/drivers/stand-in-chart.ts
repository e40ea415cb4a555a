import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ChartObject, listedObjects } from '../charts/objects';
import type { Scene } from '../harness';
import { switches } from './chart-switches';
import { definitionsNamed } from './definitions';
import { standInObject } from './stand-in-objects';

/** Labels by which programs find what the real chart makes for them. */
const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'argo-cd': { 'app.kubernetes.io/part-of': 'argocd' },
};

/** ConfigMaps that the real chart fills with values; Argo CD itself reads them. */
const filled: Readonly<Record<string, string>> = {
  'argocd-cm': 'configs.cm',
  'argocd-cmd-params-cm': 'configs.params',
};

/**
 * Packs a chart of a given name and version that takes any values and makes the least of every object that the real one
 * makes, by its list in `lab/charts/objects`. Its custom resource definitions are the real ones where the lab has them.
 * @returns the archive
 */
export async function packStandIn(
  scene: Scene,
  chart: string,
  version: string,
  into: string,
): Promise<string> {
  const objects = listedObjects(chart, version);
  const folder = join(scene.newFolder('charts'), `${chart}-${version}`, chart);
  mkdirSync(join(folder, 'templates'), { recursive: true });
  writeFileSync(
    join(folder, 'Chart.yaml'),
    `${JSON.stringify({ apiVersion: 'v2', name: chart, version, description: 'takes the place of the chart of this name' })}\n`,
  );
  const definitions = definitionsNamed(
    scene,
    new Set(objects.flatMap(({ kind, name }) => (kind === 'CustomResourceDefinition' ? [name] : []))),
    new Map([[chart, version]]),
  );
  objects.forEach((object, index) => {
    const definition = definitions.get(object.name);
    const file = join(folder, 'templates', `${String(index).padStart(3, '0')}.yaml`);
    writeFileSync(
      file,
      templateOf(chart, object, definition ?? standInObject(object, labels[chart] ?? {}, objects)),
    );
  });
  await scene.run(scene.program('helm', 'helm'), ['package', folder, '--destination', into]);
  return join(into, `${chart}-${version}.tgz`);
}

function templateOf(chart: string, object: ChartObject, body: object): string {
  const value = filled[object.name];
  // As the real chart does: numbers and switches become text, since a ConfigMap holds nothing else.
  const data =
    object.kind === 'ConfigMap' && value !== undefined
      ? `data: { {{- range $key, $value := ${valueAt(value, 'dict')} }}{{ toJson $key }}: {{ toString $value | toJson }}, {{ end -}} }`
      : '';
  // Each key of the object on a line of its own, so that data can stand beside them. Two braces would begin Helm's own text.
  const lines = Object.entries(body).map(
    ([key, part]) => `${key}: ${JSON.stringify(part).replaceAll('{{', '{{ "{{" }}')}`,
  );
  const conditions = (switches[chart] ?? []).filter(({ objects }) => objects(object));
  return [
    ...conditions.map(({ value: path, byDefault }) => `{{- if ${valueAt(path, String(byDefault))} }}`),
    ...lines,
    data,
    ...conditions.map(() => '{{- end }}'),
    '',
  ].join('\n');
}

/** Helm's words for the value at a path, or its replacement when it is not set. */
function valueAt(path: string, byDefault: string): string {
  const keys = path.split('.').map((key) => JSON.stringify(key));
  return `dig ${keys.join(' ')} ${byDefault} .Values.AsMap`;
}
