import { images } from '../images';
import { filledScript, inDoubleQuotes, shellWord } from '../../values';
import { closing } from './closing.script';
import { opening } from './opening.script';
import { pods } from './pods.script';
import type { Stage } from './stage';

/** What comes before the stages: how a check runs, and how it is reported. */
export function openingLines(): string {
  return part(opening, {});
}

/** The pods that ask and answer, two on each node; whoever needs them calls `pods_up`. */
export function podLines(cluster: string, server: { readonly name: string }): string {
  return part(pods, {
    image: images.busybox,
    server: shellWord(server.name),
    cluster: inDoubleQuotes(cluster),
  });
}

/** What comes after the stages: which ones run, and that nothing is left behind. */
export function closingLines(stages: readonly Stage[]): string {
  return part(closing, {
    stages: stages.map(({ name }) => name).join(' '),
    list: stages.map(({ name, says }) => `${name.padEnd(10)}${says}`).join('\n'),
  });
}

/** A part of the script, whose last line is ended by what joins the parts. */
function part(script: string, values: Readonly<Record<string, string>>): string {
  return filledScript(script, values).trimEnd();
}
