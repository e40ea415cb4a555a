import { parseQuantity, type Quantity, quantityValue, type Report, shown } from '../../values';
import type { PlanContext } from '../../component';

/** What one kind of server gets. */
export interface ServerSettings {
  readonly storage: Quantity;
  readonly storageClass?: string;
  readonly memory: Quantity;
  readonly cpu: Quantity;
  /** Heap in MiB. */
  readonly heap: number;
  readonly nodeSelector: Readonly<Record<string, string>>;
}

/** Reads memory, and takes half of it as heap: with all of it, the first buffer outside the heap has the pod killed. */
export function readMemory(
  written: string,
  least: number,
  at: string,
  report: Report,
): { readonly memory: Quantity; readonly heap: number } {
  const memory = parseQuantity(written, at, report);
  const mebibytes = Math.floor(quantityValue(memory) / 1024 ** 2);
  if (mebibytes < least)
    report({
      at,
      reason: `${shown(written)} is too little: half of it is heap, and the JVM needs as much beside it`,
      next: `write "${least}Mi" or more`,
    });
  return { memory, heap: Math.max(1, Math.floor(mebibytes / 2)) };
}

/** Reads a whole number of servers; others are reported. */
export function readCount(written: number, what: string, at: string, report: Report): number {
  if (Number.isInteger(written) && written >= 1) return written;
  report({ at, reason: `${shown(written)} is no number of ${what}`, next: 'write a whole number, 1 and up' });
  return 1;
}

/**
 * Reads the number of servers that vote, 1, 3 or 5. An even number is reported: it needs one more server for a majority
 * and survives no more failures than the odd number below it.
 */
export function readVoters(written: number, what: string, at: string, report: Report): number {
  const count = readCount(written, what, at, report);
  if (count % 2 === 0)
    report({
      at,
      reason: `${count} ${what} survive no more failures than ${count - 1}, since a majority of ${count} is ${count / 2 + 1}: an even number only adds one that can fail`,
      next: `write ${Math.min(count + 1, 5)}`,
    });
  else if (count > 5)
    report({ at, reason: `${count} ${what} are slower and no safer than 5`, next: 'write 1, 3 or 5' });
  return count;
}

/** The names of the nodes that have the labels. A selector without any is reported with the labels that there are. */
export function readNodeSelector(selector: Readonly<Record<string, string>>, context: PlanContext): string[] {
  const { nodes } = context.facts;
  const matching = nodes.filter((node) =>
    Object.entries(selector).every(([label, value]) => node.labels[label] === value),
  );
  if (matching.length === 0 && Object.keys(selector).length > 0)
    context.report({
      at: `${context.at}.nodeSelector`,
      reason: `no node has the labels ${selectorText(selector)}, so the pods would stay Pending`,
      next: `label a node under ${context.facts.name}.nodes, or use labels that exist: ${existing(nodes.map((node) => node.labels))}`,
    });
  return matching.map((node) => node.name);
}

function selectorText(selector: Readonly<Record<string, string>>): string {
  return Object.entries(selector)
    .map(([label, value]) => `${label}=${value}`)
    .join(', ');
}

function existing(labels: readonly Readonly<Record<string, string>>[]): string {
  return [...new Set(labels.flatMap((some) => Object.entries(some).map((pair) => pair.join('='))))]
    .sort()
    .join(', ');
}
