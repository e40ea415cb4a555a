import * as v from 'valibot';
import {
  claim,
  type Claim,
  parseBytes,
  parseQuantity,
  type Parsed,
  parsedBy,
  type PlanContext,
  type Quantity,
  quantityValue,
  refused,
  shown,
  valueOf,
  volumeClaims,
  wholeNumber,
} from '../../core';
import { checkTopics, type Topic } from './topics';

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

interface CommonProps {
  readonly storage: Quantity;
  readonly storageClass?: string;
  readonly memory: Quantity;
  readonly cpu: Quantity;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly topics: readonly Topic[];
}

/** What follows from the props that all modes have in common, and the names of the nodes on which brokers may run. */
export function readCommon(
  { storage, storageClass, memory, cpu, nodeSelector, topics }: CommonProps,
  context: PlanContext,
): {
  readonly server: ServerSettings;
  readonly nodes: readonly string[];
  /** What holds for every mode, to be checked against the rest of the cluster. */
  readonly claims: readonly Claim[];
} {
  checkTopics(topics, `${context.at}.topics`, context.report);
  return {
    server: {
      storage,
      ...(storageClass !== undefined && { storageClass }),
      memory,
      heap: heapOf(memory),
      cpu,
      nodeSelector,
    },
    nodes: readNodeSelector(nodeSelector, context),
    claims: [
      claim(volumeClaims, {
        ...(storageClass !== undefined && { storageClass }),
        ...(Object.keys(nodeSelector).length > 0 && { nodes: nodeSelector }),
        access: 'ReadWriteOnce',
      }),
    ],
  };
}

/**
 * Memory of a JVM: a quantity that is large enough.
 * @param least in MiB
 */
export function memoryOf(least: number) {
  return v.pipe(
    v.string(),
    parsedBy((written): Parsed<Quantity> => {
      const memory = parseBytes(written);
      return 'refused' in memory || mebibytes(memory.value) >= least
        ? memory
        : refused(
            `${shown(written)} is too little: half of it is heap, and the JVM needs as much beside it`,
            `write "${least}Mi" or more`,
          );
    }),
    v.title('Kubernetes quantity'),
  );
}

/** The heap in MiB for an amount of memory: half of it, since with all of it the first buffer outside the heap has the pod killed. */
export function heapOf(memory: Quantity): number {
  return Math.floor(mebibytes(memory) / 2);
}

function mebibytes(memory: Quantity): number {
  return Math.floor(quantityValue(memory) / 1024 ** 2);
}

/**
 * The number of servers that vote: 1, 3 or 5. An even number is refused: it needs one more server for a majority and
 * survives no more failures than the odd number below it.
 * @param what what votes, in the plural
 */
export function voters(what: string) {
  return v.pipe(
    wholeNumber(`a number of ${what}`, 1),
    parsedBy((count): Parsed<number> => {
      if (count % 2 === 0)
        return refused(
          `${count} ${what} survive no more failures than ${count - 1}, since a majority of ${count} is ${count / 2 + 1}: an even number only adds one that can fail`,
          `write ${Math.min(count + 1, 5)}`,
        );
      return count > 5
        ? refused(`${count} ${what} are slower and no safer than 5`, 'write 1, 3 or 5')
        : { value: count };
    }),
    v.title('whole number'),
  );
}

/** A quantity that we write ourselves; a bad one is our own bug. */
export function ownQuantity(written: string): Quantity {
  return valueOf(parseQuantity(written));
}

/** The names of the nodes that have the labels. A selector without any is reported with the labels that there are. */
function readNodeSelector(selector: Readonly<Record<string, string>>, context: PlanContext): string[] {
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
