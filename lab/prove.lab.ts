import { copyFileSync, mkdirSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openScene } from './harness';
import { type LabEvent } from './harness/event';
import { prepareNamespace } from './harness/namespace';
import { placesShape, placesVariable } from './harness/places';
import { suites } from './suites';
import * as v from 'valibot';

// jest runs this file once a suite, inside the namespaces that main.ts made for it.

const places = v.parse(placesShape, JSON.parse(process.env[placesVariable] ?? 'null'));
const suite = suites.find(({ name }) => name === places.suite);
if (suite === undefined) throw new Error(`no suite is named "${places.suite}"`);
const { scene, close } = openScene(places);

const started = process.uptime();
let proofs: readonly (() => Promise<string>)[] = [];

function tell(event: LabEvent): void {
  // The fourth stream of the process is the way out; everything that is printed may come from elsewhere.
  writeSync(3, `${JSON.stringify(event)}\n`);
}

beforeAll(
  async () => {
    tell({ kind: 'starting' });
    try {
      await prepareNamespace(scene);
      proofs = await suite.begin(scene);
    } catch (error) {
      tell({
        kind: 'broken',
        why: [textOf(error), ...scene.fallen()].join('\n'),
        seconds: process.uptime() - started,
      });
      keepLogs();
      throw error;
    }
  },
  (suite.startLimit ?? 180) * 1000,
);

afterAll(close, 60_000);

describe(suite.name, () => {
  /** Sentences of claims that are not proven so far. */
  const unproven = new Set<string>();
  suite.claims.forEach(({ says, limit = 120, needs = [] }, claim) => {
    test(
      says,
      async () => {
        const proof = proofs[claim];
        if (proof === undefined) throw new Error('the suite did not start');
        const missing = needs.find((needed) => unproven.has(needed));
        if (missing !== undefined) {
          unproven.add(says);
          tell({ kind: 'untried', claim, why: `it needs what is not proven: ${missing}` });
          return;
        }
        tell({ kind: 'trying', claim });
        const begun = process.uptime();
        const seconds = () => process.uptime() - begun;
        try {
          // jest's own limit would end the test without a word to the outside.
          const note = await within(limit, proof());
          tell({ kind: 'proven', claim, note, seconds: seconds() });
        } catch (error) {
          unproven.add(says);
          tell({
            kind: 'failed',
            claim,
            why: [textOf(error), ...scene.fallen()].join('\n'),
            seconds: seconds(),
          });
          keepLogs();
          throw error;
        }
      },
      limit * 1000 + 5000,
    );
  });
});

/** Keeps what the servers have printed for who looks into a failure. */
function keepLogs(): void {
  mkdirSync(places.logs, { recursive: true });
  for (const name of readdirSync(places.folder))
    if (name.endsWith('.log')) copyFileSync(join(places.folder, name), join(places.logs, name));
}

function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`not proven within ${seconds} s`));
    }, seconds * 1000);
  });
  return Promise.race([work, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** The message of an error, with the place in the lab where it arose. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const place = /lab\/(?:suites|drivers)\/[^):]+:\d+/.exec(error.stack ?? '')?.[0];
  return place === undefined ? error.message : `${error.message}\n  at ${place}`;
}
