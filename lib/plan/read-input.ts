import type { Component } from '../component';
import {
  isListWith,
  isPlaceholder,
  itemPath,
  partsOf,
  plainAt,
  printable,
  type Report,
  shown,
} from '../values';
import { checkNames } from './check-names';

/** What was written as a cluster, taken apart. */
interface ReadInput {
  /** The cluster's name, with which every place begins. */
  readonly at: string;
  /** What are components, sorted by name. */
  readonly listed: readonly Component[];
  /** What is written beside the components. */
  readonly facts: unknown;
}

/**
 * Takes apart what was written as a cluster. TypeScript keeps most of what is reported here from happening; a component
 * that is `undefined` because two files import each other it does not see.
 */
export function readInput(input: unknown, report: Report): ReadInput {
  const name = plainAt(input, ['name']);
  const at = typeof name === 'string' && name !== '' ? printable(name) : 'cluster';
  const parts = partsOf(input);
  if (parts.is !== 'object' || isPlaceholder(input)) return { at, listed: [], facts: input };
  const { components, hosts, ...facts } = Object.fromEntries(parts.entries);
  const listed = readList(components, `${at}.components`, report);
  checkNames(listed, at, report);
  return {
    at,
    listed,
    facts: {
      ...facts,
      ...(parts.entries.has('hosts') && { hosts: hostInputs(hosts, `${at}.hosts`, report) }),
    },
  };
}

function readList(written: unknown, at: string, report: Report): Component[] {
  const parts = partsOf(written);
  if (parts.is !== 'list') {
    const next = 'a list of components, such as [argoCd()]';
    if (written === undefined) report({ at, reason: 'is missing', next: `write ${next}` });
    else
      report({
        at,
        reason: parts.is === 'broken' ? parts.why : `found ${shown(written)}`,
        next: `expected ${next}`,
      });
    return [];
  }
  const components = parts.items.flatMap((item, index) => {
    if (isComponent(item)) return [item];
    report({
      at: itemPath(at, item, index),
      reason: `${shown(item)} is not a component`,
      next: nextStep(item),
    });
    return [];
  });
  return components.sort((a, b) => compare(a.name, b.name) || compare(a.kind, b.kind));
}

function nextStep(item: unknown): string {
  if (typeof item === 'function') return `call it: ${shownName(item.name)}()`;
  return item === undefined
    ? 'look whether its file exports it, and whether two files import each other'
    : 'list what a component function returns, such as argoCd()';
}

/** A function may have any text as its name. */
function shownName(name: string): string {
  return /^[\w$]{1,60}$/.test(name) ? name : 'argoCd';
}

/** What `host()` was given. What was not declared with it is read as well, so that what else is wrong with it is known. */
function hostInputs(written: unknown, at: string, report: Report): unknown {
  const list = partsOf(written);
  if (list.is !== 'list') return written;
  return list.items.map((item, index) => {
    const parts = partsOf(item);
    if (parts.is !== 'object' || isPlaceholder(item)) return item;
    if (parts.entries.has('input')) return parts.entries.get('input');
    report({
      at: itemPath(at, item, index),
      reason: 'is not declared with host()',
      next: 'write host({ … })',
    });
    return item;
  });
}

function isComponent(value: unknown): value is Component {
  const parts = partsOf(value);
  if (parts.is !== 'object') return false;
  const { entries } = parts;
  return (
    ['kind', 'name', 'namespace'].every((key) => typeof entries.get(key) === 'string') &&
    isListWith(entries.get('problems'), 'at', 'reason', 'next') &&
    isListWith(entries.get('open'), 'at', 'what') &&
    entries.has('plan') &&
    ['function', 'undefined'].includes(typeof entries.get('plan'))
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
