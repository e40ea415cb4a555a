let called = false;

/** Notes that `main.ts` has handed its clusters to `run()`. */
export function noteRunCalled(): void {
  called = true;
}

/** Says so when `main.ts` ends without a call of `run()`: the program would end without a word, as if all were well. */
export function expectRun(main: string): void {
  process.once('beforeExit', () => {
    if (called) return;
    console.error(
      `error ${main}: it does not call run(); end it with run([home]), with your clusters in the list`,
    );
    process.exitCode = 2;
  });
}
