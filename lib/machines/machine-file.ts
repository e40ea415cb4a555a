import { claimKind, type Facts, functionShape } from '../inventory';
import type { RunContext } from './running';

/** A file of the machines beneath a cluster, before it is written. */
export interface MachineFile {
  /** Path below `dist/<cluster>/hosts/`: `alphard/nftables.nft`. */
  readonly path: string;
  /** The whole content; it ends with a line feed. */
  readonly text: string;
}

/** The files that ship for the machines on which something runs. */
export const machineFiles = claimKind({
  name: 'machineFiles',
  shape: functionShape<(context: RunContext) => readonly MachineFile[]>(),
});

/**
 * What every generated file says about itself, as comment lines.
 * @param mark what begins a comment in the file's language: `#`, `//`
 */
export function header(facts: Facts, mark: string): readonly string[] {
  return [
    `${mark} Written by asterism from the description of cluster ${facts.name}. Change it there and run npm run synth;`,
    `${mark} edits in this file are lost.`,
  ];
}

/** The same for a script whose second line is `# @header@`: that has the first comment mark already. */
export function scriptHeader(facts: Facts): string {
  return header(facts, '#').join('\n').replace(/^# /, '');
}

/** Lines as a text that ends with a line feed. */
export function textOf(lines: readonly string[]): string {
  return `${lines.join('\n')}\n`;
}

/** Files in a folder of their own, such as that of a machine. */
export function under(folder: string, files: readonly MachineFile[]): readonly MachineFile[] {
  return files.map(({ path, text }) => ({ path: `${folder}/${path}`, text }));
}
