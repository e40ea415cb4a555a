import type { PlanContext } from '../../component';
import { parseDnsName, parseQuantity } from '../../values';
import { readMemory, readNodeSelector, type ServerSettings } from './settings';
import { readTopics, type Topic } from './topics';

interface CommonProps {
  readonly storage: string;
  readonly storageClass?: string;
  readonly memory: string;
  readonly cpu: string;
  readonly nodeSelector: Readonly<Record<string, string>>;
  readonly topics: readonly {
    readonly name: string;
    readonly partitions: number;
    readonly retention?: string;
  }[];
}

/** Reads what all modes have in common. */
export function readCommon(
  props: CommonProps,
  context: PlanContext,
): { readonly server: ServerSettings; readonly topics: readonly Topic[]; readonly nodes: readonly string[] } {
  const { at, report } = context;
  const { storageClass, nodeSelector } = props;
  return {
    server: {
      storage: parseQuantity(props.storage, `${at}.storage`, report),
      ...(storageClass !== undefined && {
        storageClass: parseDnsName(storageClass, `${at}.storageClass`, report),
      }),
      ...readMemory(props.memory, 512, `${at}.memory`, report),
      cpu: parseQuantity(props.cpu, `${at}.cpu`, report),
      nodeSelector,
    },
    topics: readTopics(props.topics, `${at}.topics`, report),
    nodes: readNodeSelector(nodeSelector, context),
  };
}
