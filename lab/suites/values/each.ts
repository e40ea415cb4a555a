import type { Ran } from '../../harness';
import type { Rendering, World } from './renderings';

/** Any exit code: what a reader says counts. */
export const codes = Array.from({ length: 256 }, (_, number) => number);

/** Hands each file to a reader. @throws with the values of the files that it refuses */
export async function each(
  { scene, folder }: World,
  files: readonly Rendering[],
  command: (file: string) => readonly string[],
  isTaken: (ran: Ran) => boolean = ({ code }) => code === 0,
): Promise<string> {
  const refused: string[] = [];
  for (const { file, values } of files) {
    const [program = '', ...words] = command(file);
    const ran = await scene.run(program, words, { codes, cwd: folder });
    if (!isTaken(ran)) refused.push(`${file}: ${ran.stdout}${ran.stderr} with ${values}`);
  }
  return countOf(files, refused);
}

/** @throws with the first of the files that a reader refused or misread */
export function countOf(files: readonly unknown[], refused: readonly string[]): string {
  if (refused.length > 0) throw new Error(`${refused.length} refused; ${refused.slice(0, 3).join('\n')}`);
  return `${files.length} files`;
}
