import type { ChartFacts } from '../../components/helm-chart/chart-facts';

/** Name of the constant of a facts file: `kubePrometheusStackFacts`. @param file its name without `.ts` */
export function factsName(file: string): string {
  const [first = '', ...others] = file.split('-');
  const name = [first, ...others.map((word) => word.charAt(0).toUpperCase() + word.slice(1))].join('');
  return `${name}Facts`;
}

/** The text of a facts file. @param file its name without `.ts` @param command the command that wrote it */
export function factsFile(facts: ChartFacts, file: string, command: string): string {
  return [
    `// Written by \`${command}\`. Read what changes, commit it, and change nothing here.`,
    "import { chartFacts } from 'asterism';",
    '',
    `export const ${factsName(file)} = chartFacts(${text(written(facts), '')});`,
    '',
  ].join('\n');
}

/** What is as the shape has it when it is left out is left out. */
function written(facts: ChartFacts): Readonly<Record<string, unknown>> {
  const {
    serverSideApply = false,
    services = [],
    routes = [],
    ingressClasses = [],
    definitions = [],
    images = [],
    hooks = [],
    ...others
  } = facts;
  return {
    ...others,
    ...(serverSideApply && { serverSideApply }),
    ...(services.length > 0 && { services }),
    ...(routes.length > 0 && { routes }),
    ...(ingressClasses.length > 0 && { ingressClasses }),
    ...(definitions.length > 0 && { definitions }),
    ...(images.length > 0 && { images }),
    ...(hooks.length > 0 && { hooks }),
  };
}

/** As many columns a line of ours has at most. */
const width = 110;

function text(value: unknown, indent: string, before = 0): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return String(value);
  const deeper = `${indent}  `;
  const isList = Array.isArray(value);
  const items = isList
    ? value.map((item) => [undefined, item] as const)
    : Object.entries(value).map(([key, item]) => [key, item] as const);
  const [open, close, pad] = isList ? ['[', ']', ''] : ['{', '}', ' '];
  if (items.length === 0) return `${open}${close}`;
  const isTable = isList && items.length > 1 && items.every(([, item]) => hasKeys(item));
  const parts = (at: string) =>
    items.map(([key, item]) => {
      const label = key === undefined ? '' : `${keyText(key)}: `;
      return label + text(item, at, label.length);
    });
  const line = `${open}${pad}${parts(indent).join(', ')}${pad}${close}`;
  const isShort =
    indent !== '' && !isTable && !line.includes('\n') && indent.length + line.length + before < width;
  return isShort
    ? line
    : `${open}\n${parts(deeper)
        .map((part) => `${deeper}${part},\n`)
        .join('')}${indent}${close}`;
}

/** Objects of a list stand below each other, as Prettier has them. */
function hasKeys(item: unknown): boolean {
  return typeof item === 'object' && item !== null && !Array.isArray(item) && Object.keys(item).length > 1;
}

function keyText(key: string): string {
  // Written otherwise, it would be the prototype of the object.
  if (key === '__proto__') return "['__proto__']";
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key);
}

function quoted(value: string): string {
  const inside = JSON.stringify(value).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'");
  return `'${inside}'`;
}
