import { isWithin, keyPath, type OpenFact, plainAt, type Report } from '../values';
import {
  isMachine,
  type MachineDeclaration,
  machinePlanShape,
  type NodeMachine,
  type SharedSettings,
} from './node-machine';
import type { Claimant } from './read-claims';
import { readPlan } from './read-plan';
import type { WrittenSettings } from './settings';
import { isSystem, type MachineSystem, type SystemDeclaration, systemPlanShape } from './system';

/** Problems and placeholders of the machines and systems that a cluster lists. */
export interface MachineSettings {
  /** Reads a value of the cluster if it is a machine or a system. */
  readonly take: (value: unknown, place: string) => void;
  /** Placeholders among settings that several machines share. */
  readonly open: readonly OpenFact[];
  /** Whether all settings are valid, as far as they have been read. */
  readonly complete: () => boolean;
}

/**
 * Reports invalid settings of machines and systems at their places. Systems and other shared settings are placed at their
 * kind, such as `small.alpine.release`, and are read once, however many machines share them. @param open receives the
 * placeholders of single machines
 */
export function machineSettings(at: string, report: Report, open: (fact: OpenFact) => void): MachineSettings {
  const shared = new Map<string, OpenFact>();
  let complete = true;
  const once = reportOnce(report);
  const read = (written: WrittenSettings, place: string, take: (fact: OpenFact) => void): void => {
    for (const problem of written.problems) {
      complete = false;
      once({ ...problem, at: `${place}${problem.at}` });
    }
    for (const fact of written.open) take({ ...fact, at: `${place}${fact.at}` });
  };
  const readShared = (written: WrittenSettings & Pick<SharedSettings, 'kind'>): void => {
    read(written, sharedPlace(at, written), (fact) => shared.set(`${fact.at} ${fact.what}`, fact));
  };
  return {
    take: (value, place) => {
      if (isSystem(value)) readShared(value);
      if (!isMachine(value)) return;
      if (value.shared !== undefined) readShared(value.shared);
      const comesWith = plainAt(value, ['plan', 'system']);
      if (isSystem(comesWith)) readShared(comesWith);
      read(value, place, open);
    },
    get open() {
      return [...shared.values()];
    },
    complete: () => complete,
  };
}

/** The place of settings that several machines share. */
export function sharedPlace(at: string, { kind }: { readonly kind: string }): string {
  return keyPath(at, kind);
}

/** Several machines may have the same problem at the place that they share. */
export function reportOnce(report: Report): Report {
  const reported = new Set<string>();
  return (problem) => {
    const text = `${problem.at}\n${problem.reason}`;
    if (reported.has(text)) return;
    reported.add(text);
    report(problem);
  };
}

/** The machine of a node, and the system that it comes with. */
export function readMachine(
  { kind, plan: declared }: MachineDeclaration,
  claimant: Claimant,
  report: Report,
): { readonly machine: NodeMachine; readonly system: SystemDeclaration | undefined } | undefined {
  const read = readPlan(machinePlanShape, declared, claimant, report);
  if (read === undefined) return undefined;
  const { system, ...plan } = read.plan;
  return { machine: { kind, ...plan, claims: read.claims }, system };
}

/** The system of a machine. @param by name of the machine @param at path of the cluster */
export function readSystem(
  { kind, plan: declared }: SystemDeclaration,
  by: string,
  at: string,
  report: Report,
): MachineSystem | undefined {
  const read = readPlan(systemPlanShape, declared, { by, at: sharedPlace(at, { kind }) }, report);
  return read && { kind, family: kind, ...read.plan, claims: read.claims };
}

/** Placeholders in the order of the cluster file, where what machines share comes before the people who log in to them. */
export function inOrder(
  open: readonly OpenFact[],
  shared: readonly OpenFact[],
  at: string,
): readonly OpenFact[] {
  const later = ['administrators', 'secrets', 'nodes', 'hosts'].map((key) => `${at}.${key}`);
  const first = open.findIndex((fact) => later.some((place) => isWithin(fact.at, place)));
  const end = first < 0 ? open.length : first;
  return [...open.slice(0, end), ...shared, ...open.slice(end)];
}
