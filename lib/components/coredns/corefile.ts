/** One server block: the zones it answers for, and its plugins. */
export interface ServerBlock {
  /** Zones, `.` for all others. */
  readonly zones: readonly string[];
  readonly plugins: readonly Plugin[];
}

/**
 * A plugin of a block. Which one sees a query first is compiled into CoreDNS; the order here is for the reader. `hosts`
 * may stand once in a block.
 */
export interface Plugin {
  readonly name: string;
  readonly args?: readonly string[];
  /** Lines within its braces. */
  readonly options?: readonly string[];
}

const indent = '    ';

/** Renders server blocks as the text of a Corefile, one directive a line, ending in a newline. */
export function renderCorefile(blocks: readonly ServerBlock[]): string {
  return blocks.map((block) => `${blockLines(block).join('\n')}\n`).join('\n');
}

function blockLines({ zones, plugins }: ServerBlock): string[] {
  return [
    `${zones.map((zone) => `${zone}:53`).join(' ')} {`,
    ...plugins.flatMap(pluginLines).map((line) => indent + line),
    '}',
  ];
}

function pluginLines({ name, args = [], options }: Plugin): string[] {
  const head = [name, ...args].join(' ');
  return options === undefined ? [head] : [`${head} {`, ...options.map((line) => indent + line), '}'];
}
