import type { Component } from '../component';
import { keyPath, type Report, shown } from '../values';

/** Names of the Applications that belong to no component. */
export const reserved: ReadonlySet<string> = new Set(['root', 'namespaces', 'hosts', 'bootstrap']);

/** Reports components that share a name, and names that Kubernetes or asterism has another use for. */
export function checkNames(components: readonly Component[], at: string, report: Report): void {
  const kinds = new Map<string, string>();
  for (const { kind, name } of components) {
    const place = keyPath(`${at}.components`, name);
    const earlier = kinds.get(name);
    if (earlier !== undefined)
      report({
        at: place,
        reason: `two components are named ${shown(name)}${earlier === kind ? '' : `, of kind ${earlier} and ${kind}`}`,
        next: 'give one of them another name',
      });
    if (/^\d/.test(name))
      report({
        at: `${place}.name`,
        reason: `${shown(name)} begins with a digit, and Services are named after it, which Kubernetes refuses`,
        next: `begin it with a letter, such as "${kind}-${name}"`,
      });
    if (reserved.has(name))
      report({
        at: `${place}.name`,
        reason: `${shown(name)} is the name of an Application that asterism makes itself`,
        next: 'choose another one',
      });
    kinds.set(name, kind);
  }
}
