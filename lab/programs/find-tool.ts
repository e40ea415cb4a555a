import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Tool, type ToolName, tools } from './catalogue';

/** A program of the machine, or why there is none. */
export type Found = { readonly path: string; readonly version?: string } | { readonly lacks: string };

/** Looks for a program of the machine. */
export function findTool(name: ToolName): Found {
  const tool: Tool = tools[name];
  const folders = [...(tool.folders ?? []).flatMap(matching), ...(process.env['PATH'] ?? '').split(':')];
  const path = folders.map((folder) => join(folder, tool.command)).find(isProgram);
  if (path === undefined) return { lacks: `${tool.command} is not installed` };
  if (tool.version === undefined) return { path };
  const { args, pattern, least } = tool.version;
  const { stdout, stderr } = spawnSync(path, args, { encoding: 'utf8', timeout: 20_000 });
  const version = pattern.exec(`${stdout}${stderr}`)?.[1];
  if (version === undefined) return { lacks: `${path} does not say its version; ${least} is needed` };
  if (isOlder(version, least)) return { lacks: `${path} is ${version}; ${least} or newer is needed` };
  return { path, version };
}

/** The path of a program that has been looked for before. */
export function toolPath(name: ToolName): string {
  const found = findTool(name);
  if ('lacks' in found) throw new Error(found.lacks);
  return found.path;
}

/** Folders that match a pattern, the newest version first. */
function matching(pattern: string): string[] {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return [pattern];
  return namesIn(before)
    .sort((a, b) => (isOlder(a, b) ? 1 : -1))
    .map((name) => `${before}${name}${after}`);
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether a version of numbers and dots is older than another. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [version, than].map((text) =>
    text.split('.').map((part) => Number.parseInt(part, 10)),
  );
  for (let index = 0; index < Math.max(left?.length ?? 0, right?.length ?? 0); index++) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}
