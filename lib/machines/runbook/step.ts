/** A part of the runbook: why, the commands, the check after it, and what goes wrong. */
export interface Step {
  readonly title: string;
  readonly why: string;
  /** Shell commands, from the root of the repository; comments among them say what a person does. */
  readonly commands: readonly string[];
  /** Stages of `verify.sh` that have to be ok afterwards. @default nothing to check yet */
  readonly check?: readonly string[];
  /** What failure looks like, and the likely cause. @default nothing of its own */
  readonly trouble?: readonly string[];
}

/** A step as Markdown. */
export function stepLines(step: Step, heading: string, folder: string): readonly string[] {
  const { why, commands, check, trouble = [] } = step;
  return [
    heading,
    '',
    why,
    '',
    '```sh',
    ...commands,
    ...(check === undefined ? [] : [`sh ${folder}/verify.sh ${check.join(' ')}`]),
    '```',
    '',
    ...(trouble.length === 0 ? [] : [...trouble.map((line) => `- ${line}`), '']),
  ];
}
