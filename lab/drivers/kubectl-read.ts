import type { ApiServer } from './api-server';

/**
 * Reads files as kubectl does before it sends them: a stream of YAML documents, each by sigs.k8s.io/yaml. Argo CD's
 * repository server and Helm read with the same library. Nothing is created, and nothing is validated.
 * @returns the objects of all files, in order
 * @throws when it refuses one, with what it says of each
 */
export async function readByKubectl(api: ApiServer, files: readonly string[]): Promise<readonly unknown[]> {
  const named = files.flatMap((file) => ['-f', file]);
  const create = ['create', '--dry-run=client', '--validate=false', '--output=json', ...named];
  const { code, stdout, stderr } = await api.kubectl(create, { codes: [0, 1] });
  // What it printed is every other object.
  if (code !== 0) throw new Error(`kubectl refuses what was written:\n${stderr.trim()}`);
  return jsonStream(stdout);
}

/** kubectl prints one object after the other, indented: only the brace that ends one stands alone at the margin. */
export function jsonStream(text: string): readonly unknown[] {
  return text
    .split(/(?<=^\})\n/m)
    .filter((part) => part.trim() !== '')
    .map((part): unknown => JSON.parse(part));
}
