import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type * as v from 'valibot';
import type { Component } from '../component';
import type * as catalogue from '../components';
import type { FactsInput } from '../inventory';
import type { ClusterInput } from '../plan';
import { isRecord } from '../values';

type Catalogue = typeof catalogue;

/** Names of the functions of the catalogue that make components. */
export type ComponentMaker = {
  [Name in keyof Catalogue]: Catalogue[Name] extends (...props: never[]) => Component ? Name : never;
}[keyof Catalogue];

/**
 * What tests of the whole catalogue need to know of a component. It is written beside the component, as `fixtures` in
 * `<component>/fixture.ts` or `<component>.fixture.ts`; the tests find it there.
 */
export interface ComponentFixture {
  /** Name of the function in the catalogue. */
  readonly makes: ComponentMaker;
  /** The shape of its props. */
  readonly shape: v.GenericSchema;
  /** Props that are right and hold something in every part, so that junk gets deep into them. */
  readonly props: object;
  /** Every form that makes other objects, by its name. */
  readonly forms: Readonly<Record<string, ComponentForm>>;
  /** Clusters in which its chart's values differ; @default it has no chart */
  readonly charts?: () => readonly ChartForm[];
}

/** A component in one form. */
export interface ComponentForm {
  readonly component: () => Component;
  /** @default the small cluster with flannel */
  readonly facts?: FactsInput;
}

/** A cluster with a component that a chart makes, in one of the forms in which its values differ. */
export interface ChartForm {
  /** `cilium 1.19.6 with everything`. */
  readonly what: string;
  /** Name of the component, and of its Application. */
  readonly name: string;
  /** Whether all is on that makes the chart render more objects. */
  readonly everything: boolean;
  readonly cluster: ClusterInput;
}

const folder = join(__dirname, '..', 'components');

/** The fixtures of every component, in the order of their names. */
export function componentFixtures(): readonly ComponentFixture[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /(^|[./\\])fixture\.ts$/.test(path))
    .flatMap((path) => fixturesIn(join(folder, path)))
    .sort((a, b) => (a.makes < b.makes ? -1 : 1));
}

function fixturesIn(path: string): readonly ComponentFixture[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  const file: unknown = require(path);
  const fixtures: unknown = isRecord(file) ? file['fixtures'] : undefined;
  if (!isFixtures(fixtures))
    throw new Error(`${path} exports no fixtures; write export const fixtures = [{ … }]`);
  return fixtures;
}

/** The compiler has checked the rest: a fixture is written as one. */
function isFixtures(value: unknown): value is readonly ComponentFixture[] {
  return Array.isArray(value) && value.every((one) => isRecord(one) && 'makes' in one && 'shape' in one);
}
