import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import { fieldJudges } from '../../../lib/check/fields';
import { type KubeObject, kubeObject } from '../../drivers/committed';
import { type FieldMutant, fieldMutants } from '../../drivers/field-mutants';
import { refusal } from '../../drivers/resources';
import { type Claim, needing } from '../../harness';
import { type Cluster, makeDefaultAccount, type World } from './world';

/** Objects with most of what people write; the folder has a file for each sort of kinds. */
function samples(): readonly KubeObject[] {
  const folder = join(__dirname, 'objects');
  return readdirSync(folder)
    .sort()
    .flatMap((name) =>
      loadAll(readFileSync(join(folder, name), 'utf8')).map((value) => kubeObject(value, name)),
    );
}

/** How many values of another form each field gets. */
const each = 3;
/** Requests that are on their way at once. */
const atOnce = 8;

const judgeOf = fieldJudges([]);

function problemsOf(like: KubeObject, object: unknown): readonly string[] {
  const judge = judgeOf(like.apiVersion, like.kind);
  if (judge === undefined) throw new Error(`the table has no ${like.kind} of ${like.apiVersion}`);
  return judge(object).map(({ at, reason }) => `${at}: ${reason}`);
}

/** What the API server says against an object; it is asked in a dry run with strict field validation. */
async function refusalOf(
  { api, resources }: Cluster,
  like: KubeObject,
  body: unknown,
): Promise<string | undefined> {
  const path = `${await resources.listPath(like)}?fieldValidation=Strict&dryRun=All`;
  try {
    return refusal(await api.ask('POST', path, { body }));
  } catch (error) {
    // Its validation of a Job panics where completions are missing (seen with 1.33): the connection ends, and nothing is taken.
    if (String(error).includes('socket hang up')) return 'the connection ended without an answer';
    throw error;
  }
}

/** Errors of reading an object, in whose place no validation of its meaning is reached. */
const readError =
  /strict decoding error|cannot unmarshal|json: |quantities must match|parsing time|illegal base64|unable to decode/;

/**
 * What the API server of Kubernetes 1.33 takes and cannot use: of a StatefulSet it looks at the form of its pods and claims alone,
 * and refuses these when they are made.
 */
const unusable = /^StatefulSet fields, (without )?spec\.(template\.spec|volumeClaimTemplates)/;
/** Values of a type or true or false, of which the table says nothing. */
const untold = /additionalProperties/;

const samplesTaken: Claim<World> = {
  says: 'Objects with most of the fields that people write are accepted, and synth has nothing against their fields',
  by: 'a server-side dry run with strict field validation, and the rule object-fields',
  prove: async (world) => {
    const wrong: string[] = [];
    const all = samples();
    await makeDefaultAccount(first(world), 'default');
    for (const object of all) {
      const said = [await refusalOf(first(world), object, object), ...problemsOf(object, object)];
      wrong.push(
        ...said.flatMap((why) =>
          why === undefined ? [] : [`${object.kind} ${object.metadata.name}: ${why}`],
        ),
      );
    }
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
    return `${all.length} objects`;
  },
};

const mutants: Claim<World> = {
  says: 'What synth refuses for a field, the API server refuses, and no field that it cannot read passes synth',
  by: 'each field of these objects misspelt, left out, and with values of other forms, in the same dry run',
  prove: async (world) => {
    const cluster = first(world);
    const wrong: string[] = [];
    let [agreed, lenient] = [0, 0];
    const judge = async (like: KubeObject, { object, what }: FieldMutant) => {
      const problems = problemsOf(like, object);
      const why = await refusalOf(cluster, like, object);
      const at = `${like.kind} ${like.metadata.name}, ${what}`;
      if (problems.length > 0 && why === undefined && !unusable.test(at))
        wrong.push(`${at}: accepted, but synth says ${problems.join(', ')}`);
      else if (problems.length === 0 && why !== undefined && readError.test(why) && !untold.test(what))
        wrong.push(`${at}: synth says nothing, but ${why}`);
      else if (problems.length === 0 && why !== undefined) lenient++;
      else agreed++;
    };
    const tasks = samples().flatMap((like) =>
      fieldMutants(like, each).map((mutant) => () => judge(like, mutant)),
    );
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let task = tasks.pop(); task !== undefined; task = tasks.pop()) await task();
      }),
    );
    if (wrong.length > 0) throw new Error(wrong.sort().join('\n'));
    return `${agreed} verdicts agree; ${lenient} objects are refused for what they mean, which only the API server knows`;
  },
};

function first({ clusters }: World): Cluster {
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error('no cluster ships');
  return cluster;
}

/** Claims about the rule that knows the fields of each kind. */
export const fieldClaims: readonly Claim<World>[] = [samplesTaken, ...needing([samplesTaken], [mutants])];
