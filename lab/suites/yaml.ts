import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dump, loadAll } from 'js-yaml';
import { type JsonValue, toYaml } from '../../lib/synth/yaml';
import { hostileText, misread, misreadByGo, special } from '../../lib/testing/hostile-text';
import { type ApiServer, startApiServer } from '../drivers/api-server';
import { clustersIn, committedTree, readDocuments, shippedObjects } from '../drivers/committed';
import { definitionsFor, loadDefinitions } from '../drivers/definitions';
import { readByHelm } from '../drivers/helm-values';
import { readByKubectl } from '../drivers/kubectl-read';
import { type Claim, firstDifference, type Scene, suite } from '../harness';

interface World {
  readonly scene: Scene;
  readonly tree: string;
  readonly server: ApiServer;
}

/** How many strings are generated; each is in its object as text, key, item and line of a block. */
const strings = 2000;
/** The same strings every time. */
const seed = 20_261_124;
/** Strings in an object, and objects in a file. */
const each = 20;

/** What cannot be read cannot be tried. */
export const manifestsRead: Claim<World> = {
  says: 'Each manifest is the same object to Go and to js-yaml',
  by: "kubectl create --dry-run=client of every file; Argo CD's repository server reads with the same library",
  prove: async ({ tree, server }) => {
    const shipped = clustersIn(tree).flatMap((cluster) => shippedObjects(tree, cluster));
    const files = [...new Set(shipped.map(({ path }) => path))];
    const read = await readByKubectl(
      server,
      files.map((path) => join(tree, path)),
    );
    demandSame(
      shipped.map(({ object, path }) => ({ at: path, value: object })),
      read,
    );
    return `${read.length} objects in ${files.length} files`;
  },
};

export const yaml = suite<World>({
  name: 'yaml',
  title: "kubectl and Helm, which read YAML with Go's sigs.k8s.io/yaml, beside js-yaml",
  programs: ['kubernetes', 'definitions', 'helm'],
  tools: ['etcd', 'openssl'],
  memory: 1.3,
  seconds: 30,
  start: async (scene) => {
    const tree = await committedTree(scene);
    const server = await startApiServer(scene);
    // kubectl looks every kind up. One server is for all clusters, and the newest definitions know what the older ones do.
    const shipped = clustersIn(tree).flatMap((cluster) => shippedObjects(tree, cluster));
    const { pinned, others } = definitionsFor(
      scene,
      shipped.map(({ object }) => object),
      new Map(),
    );
    await loadDefinitions(server, [...pinned, ...others]);
    return { scene, tree, server };
  },
  claims: [
    manifestsRead,
    {
      says: "Each chart's values are the same to Helm and to js-yaml",
      by: 'helm template of a chart that prints what it was handed',
      prove: async ({ scene, tree }) => {
        const files = clustersIn(tree).flatMap((cluster) => {
          const folder = `apps/${cluster}/bootstrap`;
          const names = readdirSync(join(tree, folder)).filter((name) => name.startsWith('values-'));
          return names.map((name) => `${folder}/${name}`);
        });
        if (files.length === 0) throw new Error('no values ship');
        for (const path of files) {
          const [value] = readDocuments(tree, path);
          demandSame([{ at: path, value }], [await readByHelm(scene, join(tree, path))]);
        }
        return `${files.length} files`;
      },
    },
    {
      says: 'Whatever a string holds, Go reads back what was written: as text, key, item and line of a block',
      by: `${strings} generated strings (numbers, dates, words, marks, control characters, blanks, long lines) in objects that asterism writes; kubectl and js-yaml read them`,
      prove: async ({ scene, server }) => {
        const objects = hostileObjects(hostileStrings());
        const files = written(scene, 'hostile', objects, toYaml);
        const expected = objects.map((value) => ({ at: value.metadata.name, value }));
        demandSame(expected, await readByKubectl(server, files));
        demandSame(
          expected,
          files.flatMap((file) => loadAll(readFileSync(file, 'utf8'))),
        );
        return `${strings} strings, ${objects.length} objects`;
      },
    },
    {
      says: 'Written carelessly, such strings would be misread, and it would be seen here',
      by: "numbers, dates and words as js-yaml's own dump writes them, read by kubectl",
      prove: async ({ scene, server }) => {
        const careless = [...misread, ...misreadByGo];
        const objects = careless.map((text, index) => ({
          ...face(index),
          data: { text },
        }));
        const files = written(scene, 'careless', objects, (value) => dump(value, { lineWidth: -1 }));
        const read = await readByKubectl(server, files);
        const seen = objects.filter((object, index) => !isDeepStrictEqual(read[index], object)).length;
        if (seen === 0) throw new Error('none was misread: the comparison sees nothing');
        return `${seen} of ${careless.length} misread`;
      },
    },
    {
      says: 'Half of a surrogate pair, which no UTF-8 has, is refused and not replaced in silence',
      by: 'kubectl, told to read what asterism writes for it',
      prove: async ({ scene, server }) => {
        const halves = special.filter((text) => !isWellFormed(text));
        if (halves.length === 0) throw new Error('no such string was generated');
        for (const [index, text] of halves.entries()) {
          const files = written(scene, `half-${index}`, [{ ...face(index), data: { text } }], toYaml);
          const answer = await readByKubectl(server, files).then(
            (read) => `it reads ${JSON.stringify(read)}`,
            (error: unknown) => String(error),
          );
          if (!answer.includes('invalid Unicode character escape code'))
            throw new Error(`kubectl was to refuse ${JSON.stringify(text)} as a bad escape; ${answer}`);
        }
        return `${halves.length} strings`;
      },
    },
  ],
});

/** Longer than the buffers of readers that read line by line, usually 4 or 64 KiB. */
const long = ['x'.repeat(70_000), 'word '.repeat(20_000), `first\n${'y'.repeat(70_000)}\nlast`];

/** Distinct strings that UTF-8 can hold: all the known ones, then generated ones. */
function hostileStrings(): readonly string[] {
  const generated = fc.sample(hostileText, { numRuns: 4 * strings, seed });
  const distinct = new Set([...special, ...long, ...generated].filter((text) => isWellFormed(text)));
  if (distinct.size < strings) throw new Error(`only ${distinct.size} strings were generated`);
  return [...distinct].slice(0, strings);
}

/** Whether no half of a surrogate pair stands alone in it: those become U+FFFD on their way through UTF-8. */
function isWellFormed(text: string): boolean {
  return Buffer.from(text, 'utf8').toString('utf8') === text;
}

function hostileObjects(texts: readonly string[]) {
  return Array.from({ length: Math.ceil(texts.length / each) }, (_, index) => {
    const own = texts.slice(index * each, (index + 1) * each);
    const same = Object.fromEntries(own.map((text) => [text, text]));
    return {
      // First, so that a text that happens to be a field of the object does not take its place.
      ...same,
      ...face(index),
      data: same,
      // Not "items": with it, the object would be a list of objects to kubectl.
      list: own,
      deeper: own.map((text): JsonValue => [{ [text]: { [text]: [text] } }, [text]]),
      blocks: own.map((text) => `a\n${text}\nb`),
      ends: own.map((text) => ({ end: `a\n${text}` })),
      // What stands last in a document may need its end marked.
      last: own.at(-1) ?? '',
    };
  });
}

/** What makes it an object. It contains no generated text: kubectl would refuse one that it misreads without naming it. */
function face(index: number) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `text-${index}`, namespace: 'default' },
  };
}

/** Writes objects as streams of documents, some of them to a file. */
function written<T extends JsonValue>(
  scene: Scene,
  name: string,
  objects: readonly T[],
  render: (value: T) => string,
): readonly string[] {
  const folder = scene.newFolder(name);
  return Array.from({ length: Math.ceil(objects.length / each) }, (_, index) => {
    const file = join(folder, `${String(index).padStart(3, '0')}.yaml`);
    const documents = objects.slice(index * each, (index + 1) * each).map(render);
    writeFileSync(file, documents.join('---\n'));
    return file;
  });
}

function demandSame(
  expected: readonly { readonly at: string; readonly value: unknown }[],
  read: readonly unknown[],
): void {
  if (read.length !== expected.length)
    throw new Error(`${read.length} objects were read, ${expected.length} were written`);
  const others = expected.flatMap(({ at, value }, index) => {
    if (isDeepStrictEqual(read[index], value)) return [];
    const { at: place, one, other } = firstDifference(value, read[index]);
    return [`${at}: ${place}: ${one} was read as ${other}`];
  });
  if (others.length > 0) throw new Error(others.join('\n'));
}
