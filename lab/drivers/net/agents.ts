import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import * as v from 'valibot';
import type { Scene } from '../../harness';
import { type Answer, type Order, replyShape } from './messages';

/** A process in a network namespace that runs commands there. */
export interface Agent {
  /** Name of the network namespace. */
  readonly namespace: string;
  /** @returns answers to probes; of other orders none. @throws when it fails, or the agent has ended */
  readonly tell: (order: Order) => Promise<readonly Answer[]>;
}

/** Makes network namespaces, and starts an agent in each. */
export async function startAgents(lab: Scene, namespaces: readonly string[]): Promise<readonly Agent[]> {
  const script = join(lab.newFolder('agent'), 'agent.js');
  const bundle = ['--bundle', '--platform=node', '--target=node20', '--minify', `--outfile=${script}`];
  await Promise.all([
    lab.run(join(lab.project, 'node_modules/.bin/esbuild'), [join(__dirname, 'agent.ts'), ...bundle]),
    lab.run('ip', ['-batch', '-'], { input: namespaces.map((name) => `netns add ${name}\n`).join('') }),
  ]);
  return namespaces.map((namespace) => startAgent(lab, namespace, script));
}

function startAgent(lab: Scene, namespace: string, script: string): Agent {
  // A little heap is enough, and there are many of them.
  const node = [process.execPath, '--max-semi-space-size=1', '--single-threaded-gc', script];
  const child = spawn('nsenter', [`--net=/run/netns/${namespace}`, ...node], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const waiting = new Map<number, (reply: v.InferOutput<typeof replyShape>) => void>();
  let last = 0;
  let ended = false;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = v.parse(replyShape, JSON.parse(line));
    waiting.get(reply.id)?.(reply);
    waiting.delete(reply.id);
  });
  child.on('close', () => {
    ended = true;
    for (const [id, tell] of waiting) tell({ id, failed: 'its agent has ended' });
  });
  lab.atEnd(() => {
    child.stdin.end();
  });
  return {
    namespace,
    tell: (order) =>
      new Promise((resolve, reject) => {
        const id = ++last;
        if (ended) {
          reject(new Error(`${namespace}: its agent has ended`));
          return;
        }
        waiting.set(id, ({ failed, answers = [] }) => {
          if (failed === undefined) resolve(answers);
          else reject(new Error(`${namespace}: ${failed}`));
        });
        child.stdin.write(`${JSON.stringify({ id, order })}\n`);
      }),
  };
}
