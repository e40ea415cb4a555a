import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import { listenOn } from './listeners';
import { type Answer, type Order, requestShape } from './messages';
import { probeAll } from './probing';

// Runs in a network namespace, since node cannot enter one: it takes orders as lines, and ends with its input.

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, order } = v.parse(requestShape, JSON.parse(line));
  obey(order).then(
    (answers) => {
      reply({ id, ...(answers !== undefined && { answers }) });
    },
    (error: unknown) => {
      reply({ id, failed: error instanceof Error ? error.message : String(error) });
    },
  );
});
process.stdin.on('end', () => process.exit());

async function obey(order: Order): Promise<readonly Answer[] | undefined> {
  switch (order.do) {
    case 'run':
      await run(order.command, order.args, order.input);
      return undefined;
    case 'set':
      for (const [file, value] of Object.entries(order.files))
        if (existsSync(file)) writeFileSync(file, value);
      return undefined;
    case 'listen':
      await listenOn(order);
      return undefined;
    case 'probe':
      return probeAll(order.probes, order.milliseconds);
  }
}

function run(command: string, args: readonly string[], input: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'pipe'] });
    const printed: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => printed.push(chunk));
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${[command, ...args].join(' ')}: ended with ${code}\n${Buffer.concat(printed).toString()}`,
          ),
        );
    });
  });
}

function reply(message: object): void {
  process.stdout.write(`${JSON.stringify(message)}\n`);
}
