import { once } from 'node:events';

/** Writes to standard output, and waits while the reader is slow. */
export async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** A reader that has seen enough, such as `head`, ends the program quietly; a full disk does not. */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    console.error(
      `standard output cannot be written (${error.code ?? error.message}); make room, or write elsewhere`,
    );
    process.exit(1);
  });
}
