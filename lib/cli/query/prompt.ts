import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** Asks on the terminal for something that must not be seen. Nothing that is typed is printed; Ctrl-C gives up. */
export async function ask(question: string): Promise<string> {
  // readline echoes into this; the question goes to standard error, so that output can be redirected.
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true, historySize: 0 });
  process.stderr.write(question);
  const typed = await new Promise<string | undefined>((resolve) => {
    terminal.on('line', resolve);
    for (const end of ['SIGINT', 'close'])
      terminal.on(end, () => {
        resolve(undefined);
      });
  });
  terminal.close();
  process.stderr.write('\n');
  if (typed !== undefined) return typed;
  process.exit(130);
}
