import { join } from 'node:path';
import * as v from 'valibot';

/** Where the files of a run are; handed to the inside of its namespace as JSON. */
export const placesShape = v.strictObject({
  suite: v.string(),
  folder: v.string(),
  project: v.string(),
  /** Where logs are kept when something fails. */
  logs: v.string(),
  definitions: v.string(),
  charts: v.string(),
  programs: v.record(v.string(), v.string()),
});

export type Places = v.InferOutput<typeof placesShape>;

/** Variable of the environment in which they are handed over. */
export const placesVariable = 'ASTERISM_LAB_PLACES';

/** How the folders of definitions and of charts are filled, in messages. */
export const howToFill =
  'run npm run lab:charts, which asks Helm for the charts and keeps what the lab reads of them under .cache/lab/';

/** The folder that `npm run lab:charts` fills; git ignores it. */
export function keptFolder(project: string, what: 'definitions' | 'charts'): string {
  return join(project, '.cache', 'lab', what);
}
