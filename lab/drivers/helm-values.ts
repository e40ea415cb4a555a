import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import * as v from 'valibot';
import type { Scene } from '../harness';

const manifestShape = v.object({ values: v.string() });

/** Reads a file of values as Helm hands it to the templates of a chart. */
export async function readByHelm(scene: Scene, file: string): Promise<unknown> {
  const chart = scene.newFolder('values-chart');
  mkdirSync(join(chart, 'templates'), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: values\nversion: 0.0.0\n');
  // In base64, so that nothing of the values is read as YAML a second time.
  const template = 'kind: Values\nvalues: {{ .Values | toJson | b64enc }}\n';
  writeFileSync(join(chart, 'templates', 'values.yaml'), template);
  const { stdout } = await scene.run(
    scene.program('helm', 'helm'),
    ['template', 'values', chart, '--values', file],
    { env: { HOME: scene.folder } },
  );
  const { values } = v.parse(manifestShape, load(stdout));
  return JSON.parse(Buffer.from(values, 'base64').toString('utf8'));
}
