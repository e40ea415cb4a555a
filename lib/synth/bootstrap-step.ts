/** One step of the bootstrap page: what it is, why it comes here, and its commands for a shell. */
export interface BootstrapStep {
  readonly title: string;
  readonly why: string;
  readonly commands: readonly string[];
}

/** The lines of a step on the page. */
export function stepLines({ title, why, commands }: BootstrapStep, number: number): readonly string[] {
  return [`## ${number}. ${title}`, '', why, '', '```sh', ...commands, '```', ''];
}
