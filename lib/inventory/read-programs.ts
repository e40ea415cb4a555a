import { itemPath, keyPath, type OpenFact, partsOf, plainAt, type Report, shown } from '../values';
import type { Claimed } from './claim';

import { type HostProgram, isHostProgram } from './program';
import { readClaims } from './read-claims';

/** Problems and placeholders of the programs of all hosts. */
interface WrittenPrograms {
  readonly open: readonly OpenFact[];
  /** Whether the settings of every program are valid. */
  readonly complete: boolean;
}

/** Reports invalid settings of programs together with all other schema problems of the facts. */
export function reportPrograms(input: unknown, at: string, report: Report): WrittenPrograms {
  const open: OpenFact[] = [];
  let complete = true;
  for (const { place, program } of programsIn(input, at)) {
    for (const problem of program.problems) {
      complete = false;
      report({ ...problem, at: `${place}${problem.at}` });
    }
    open.push(...program.open.map((fact) => ({ ...fact, at: `${place}${fact.at}` })));
  }
  return { open, complete };
}

/** Programs sorted by name, so that their order in the cluster file does not matter. */
export function byName(programs: readonly HostProgram[]): readonly HostProgram[] {
  return programs.toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** The claims of a host's programs. Duplicate programs and invalid claims are reported. */
export function readPrograms(
  programs: readonly HostProgram[],
  host: string,
  at: string,
  report: Report,
): readonly Claimed[] {
  const names = programs.map(({ name }) => name);
  return programs.flatMap(({ name, claims }, index) => {
    const place = keyPath(`${at}.programs`, name);
    if (names.indexOf(name) < index) {
      report({
        at: place,
        reason: `${shown(name)} is listed twice`,
        next: 'list it once, with all its settings',
      });
      return [];
    }
    return readClaims(claims, { by: host, at: place }, report);
  });
}

/** The programs in unparsed facts, each with its path. The other facts may be invalid. */
function programsIn(
  input: unknown,
  at: string,
): readonly { readonly place: string; readonly program: HostProgram }[] {
  return itemsOf(plainAt(input, ['hosts'])).flatMap((host, index) => {
    const place = `${itemPath(`${at}.hosts`, host, index)}.programs`;
    const programs = byName(itemsOf(plainAt(host, ['programs'])).filter(isHostProgram));
    return programs.map((program) => ({ place: keyPath(place, program.name), program }));
  });
}

function itemsOf(list: unknown): readonly unknown[] {
  const parts = partsOf(list);
  return parts.is === 'list' ? parts.items : [];
}
