import {
  builders,
  commonTools,
  type Program,
  type ProgramName,
  programs,
  type Tool,
  type ToolName,
  tools,
} from './catalogue';
import { isBuilt } from './cache';
import { findTool, type Found } from './find-tool';

/** What a suite needs. */
interface Needs {
  readonly programs: readonly ProgramName[];
  readonly tools: readonly ToolName[];
}

/** Everything that suites need from the machine; what builds a program only as long as it is not built. */
export function neededTools(suites: readonly Needs[]): readonly ToolName[] {
  const built = neededPrograms(suites).filter((name) => !isBuilt(name));
  const building = built.flatMap((name) => builders[programFrom(name)]);
  return [...new Set([...commonTools, ...suites.flatMap((suite) => suite.tools), ...building])];
}

/** Programs that suites need, each once. */
export function neededPrograms(suites: readonly Needs[]): readonly ProgramName[] {
  return [...new Set(suites.flatMap((suite) => suite.programs))];
}

/** What the machine lacks, a line each with the way out. */
export function lackLines(needed: readonly ToolName[]): readonly string[] {
  return needed.flatMap((name) => {
    const found = findTool(name);
    if (!('lacks' in found)) return [];
    const tool: Tool = tools[name];
    const next =
      tool.package === undefined
        ? `install ${tool.version?.least ?? ''} or newer from the project that makes it: Debian's is too old`
        : `apt-get install ${tool.package}`;
    return [`${found.lacks}; ${next}`];
  });
}

/** What this process may not do, a line each with the way out. @param user the process's user id; 0 is root */
export function rightLines(user = process.getuid?.()): readonly string[] {
  if (user === 0) return [];
  return ['root: the lab makes network namespaces; run it as root, with sudo or in a container'];
}

/** Debian packages that bring what is missing, sorted. */
export function missingPackages(needed: readonly ToolName[]): readonly string[] {
  const packages = needed.flatMap((name) => {
    const tool: Tool = tools[name];
    return 'lacks' in findTool(name) && tool.package !== undefined ? [tool.package] : [];
  });
  return [...new Set(packages)].sort();
}

/** The doctor's page: what is there, what is not, what will be built. */
export function doctorLines(suites: readonly Needs[]): readonly string[] {
  const needed = neededTools(suites);
  const lines = needed.map((name) => {
    const found: Found = findTool(name);
    return 'lacks' in found
      ? `  missing  ${name}: ${found.lacks}`
      : `  found    ${name}: ${found.path}${found.version === undefined ? '' : ` (${found.version})`}`;
  });
  const builds = neededPrograms(suites).map((name) => {
    const program: Program = programs[name];
    const state = isBuilt(name) ? '  built    ' : `  to build `;
    const time = isBuilt(name) ? '' : `, about ${program.minutes} min`;
    return `${state}${name}: ${program.what}${time}`;
  });
  const packages = missingPackages(needed);
  return [
    'Programs of this machine',
    ...lines,
    'Programs that the lab builds, once',
    ...builds,
    ...rightLines().map((line) => `  missing  ${line}`),
    packages.length > 0
      ? `Install what is missing: apt-get install ${packages.join(' ')}`
      : 'Nothing is missing from Debian.',
  ];
}

function programFrom(name: ProgramName): Program['from'] {
  return programs[name].from;
}
