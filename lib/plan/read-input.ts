import type { Component } from '../component';
import { isRecord, itemPath, type Problem, type Report, shown, withoutFollowUps } from '../values';

/** What was written as a cluster, taken apart. */
interface ReadInput {
  /** The cluster's name, with which every place begins. */
  readonly at: string;
  /** What are components, sorted by name. */
  readonly listed: readonly Component[];
  /** Whether something in the list is no component. */
  readonly incomplete: boolean;
  /** What is written beside the components. */
  readonly facts: unknown;
  /** What `report` was told. */
  readonly problems: Problem[];
  readonly report: Report;
}

/**
 * Takes apart what was written as a cluster. TypeScript keeps most of what is reported here from happening; a component
 * that is `undefined` because two files import each other it does not see.
 */
export function readInput(input: unknown): ReadInput {
  const problems: Problem[] = [];
  const report = withoutFollowUps((problem) => problems.push(problem));
  const written = isRecord(input) ? input : {};
  const at = typeof written['name'] === 'string' && written['name'] !== '' ? written['name'] : 'cluster';
  const { components, hosts, ...facts } = written;
  const listed = isRecord(input) ? readList(components, `${at}.components`, report) : [];
  return {
    at,
    listed,
    incomplete: !Array.isArray(components) || listed.length < components.length,
    facts: isRecord(input)
      ? { ...facts, ...('hosts' in written && { hosts: hostInputs(hosts, `${at}.hosts`, report) }) }
      : input,
    problems,
    report,
  };
}

function readList(written: unknown, at: string, report: Report): Component[] {
  if (!Array.isArray(written)) {
    const next = 'expected a list of components, such as [kafka()]';
    const reason = written === undefined ? 'is missing' : `found ${shown(written)}`;
    report({
      at,
      reason,
      next: written === undefined ? next.replace('expected', 'write') : next,
      unread: at,
    });
    return [];
  }
  const components = written.flatMap((item: unknown, index) => {
    if (isComponent(item)) return [item];
    const place = itemPath(at, item, index);
    report({ at: place, reason: `${shown(item)} is no component`, next: nextStep(item) });
    return [];
  });
  return components.sort((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind));
}

function nextStep(item: unknown): string {
  if (typeof item === 'function') return `call it: ${item.name === '' ? 'kafka' : item.name}()`;
  return item === undefined
    ? 'look whether its file exports it, and whether two files import each other'
    : 'list what a component function returns, such as kafka()';
}

/** What \`host()\` was given. What was not declared with it is read as well, so that its names are known. */
function hostInputs(written: unknown, at: string, report: Report): unknown {
  if (!Array.isArray(written)) return written;
  return written.map((item: unknown, index) => {
    if (isRecord(item) && 'input' in item) return item['input'];
    if (isRecord(item))
      report({
        at: itemPath(at, item, index),
        reason: 'is not declared with host()',
        next: 'write host({ … })',
      });
    return item;
  });
}

function isComponent(value: unknown): value is Component {
  return (
    isRecord(value) &&
    ['kind', 'name', 'namespace'].every((key) => typeof value[key] === 'string') &&
    typeof value['plan'] === 'function'
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
