import type { PlanContext, Quantity } from '../../core';
import { heapOf, readNodeSelector, type ServerSettings } from './settings';
import { checkTopics, type Topic } from './topics';

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
): { readonly server: ServerSettings; readonly nodes: readonly string[] } {
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
  };
}
