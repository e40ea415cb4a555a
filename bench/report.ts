import { goalLines } from './goals';
import { fleetSizes, nodeSizes, reachSizes } from './jobs';
import type { Row } from './measure';
import { flowsOf, workloadsOf } from './reach-fleet';
import type { StartUp } from './start-up';
import type { Variant } from './variants';

/** What the benchmark found, for programs and for people. */
export interface Report {
  readonly rows: readonly Row[];
  /** Seconds of the three clusters. */
  readonly coldRun: { readonly first: number; readonly next: number };
  readonly startUp: StartUp;
}

/** The report as Markdown. */
export function markdown({ rows, coldRun, startUp }: Report): string {
  const at = (variant: Variant, size: number) =>
    rows.find((row) => row.variant === variant && row.size === size);
  const columns = fleetSizes.filter((size) => at('floor', size) !== undefined);
  const variants = [...new Set(rows.map(({ variant }) => variant))].filter((variant) =>
    columns.some((size) => at(variant, size) !== undefined),
  );
  const all = at('reach --all', reachSizes.all);
  return [
    ...table([
      ['', ...columns.map((size) => `${number(size * 5)} objects`)],
      ...variants.map((variant) => [variant, ...columns.map((size) => cell(at(variant, size)))]),
    ]),
    '',
    ...table([
      ['', ...nodeSizes.map((size) => `${number(size)} nodes`)],
      ['files', ...nodeSizes.map((size) => number(at('nodes', size)?.files))],
      ['whole synth', ...nodeSizes.map((size) => cell(at('nodes', size)))],
    ]),
    '',
    `- one question of \`reach\` on ${fleetText(reachSizes.one)}: ${cell(at('reach', reachSizes.one))}`,
    `- \`reach --all\` on ${fleetText(reachSizes.all)}: ${number(all?.files)} pairs in ${cell(all)}`,
    `- the three clusters from the start of Node to its end: ${coldRun.next.toFixed(2)} s, and ${coldRun.first.toFixed(2)} s with an empty cache of the runner`,
    ...startUpLines(startUp),
    '',
    ...goalLines(rows).map((line) => `- ${line}`),
    '',
  ].join('\n');
}

/** What a synth without a change takes, as ratios to loading cdk8s. */
export function startUpLines({ synth, here, cdk8s, watch }: StartUp): readonly string[] {
  const line = (where: string, seconds: number, most: number): string =>
    `- a synth of the three clusters ${where}, without a change: ${seconds.toFixed(2)} s, ${(seconds / cdk8s).toFixed(1)} times \`node -e "require('cdk8s')"\` (to reach: ${most} at most)`;
  return [
    line('from the package', synth, 3),
    line('in this repository', here, 5),
    `- a change of one cluster under \`synth --watch\`, from the package: ${watch.toFixed(2)} s, ${(watch / cdk8s).toFixed(1)} times the same (to reach: 0.2 s)`,
  ];
}

function table([head = [], ...body]: readonly (readonly string[])[]): readonly string[] {
  const rule = head.map((_, index) => (index === 0 ? '---' : '---:'));
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`);
}

function cell(row: Row | undefined): string {
  return row === undefined ? '' : `${row.seconds.toFixed(2)} s, ${row.memory.toFixed(0)} MB`;
}

function number(value: number | undefined): string {
  return value === undefined ? '' : value.toLocaleString('en');
}

function fleetText(nodes: number): string {
  return `${number(nodes)} nodes, ${number(workloadsOf(nodes))} workloads and ${number(flowsOf(nodes))} flows`;
}
