/** A reader that has seen enough, such as `head`, ends the program quietly; a full disk does not. */
export function watchOutput(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit();
    console.error(
      `standard output cannot be written (${error.code ?? error.message}); make room, or write elsewhere`,
    );
    process.exit(1);
  });
}
