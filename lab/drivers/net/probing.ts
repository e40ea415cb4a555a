import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import { type AgentProbe, type Answer, answerShape } from './messages';

/** As many are started at once … */
const group = 4;
/** … and the next after these milliseconds, and when all have answered of which it is expected. */
const pace = 10;
/** Milliseconds for which an answer that is expected is awaited. */
const patience = 2000;
/** After so many time-outs, no connection gets more time than the others: there may be thousands of them. */
const mostInVain = 20;

/**
 * Tries every probe; no two may be the same.
 * @returns an answer for each, in their order; null for one that got none within the time
 */
export async function probeAll(probes: readonly AgentProbe[], milliseconds: number): Promise<Answer[]> {
  const udp = await openUdp();
  const under: Promise<Answer>[] = [];
  let inVain = 0;
  for (let start = 0; start < probes.length; start += group) {
    const awaits = inVain < mostInVain;
    const some = probes.slice(start, start + group).map((probe) => {
      const limit = awaits && probe.hopeful ? Math.max(milliseconds, patience) : milliseconds;
      const answer = probe.transport === 'tcp' ? overTcp(probe, limit) : udp.ask(probe, limit);
      return { probe, answer };
    });
    under.push(...some.map(({ answer }) => answer));
    const hopeful = awaits ? some.filter(({ probe }) => probe.hopeful) : [];
    const answers = await Promise.all(hopeful.map(({ answer }) => answer));
    inVain += answers.filter((answer) => answer === null).length;
    if (hopeful.length < some.length) await sleep(pace);
  }
  const answers = await Promise.all(under);
  udp.close();
  return answers;
}

function overTcp({ to, port }: AgentProbe, milliseconds: number): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect({ host: to, port });
    const end = (answer: Answer) => {
      clearTimeout(timer);
      // Reset, not closed: thousands of connections would wait for their end, and keep their ports meanwhile.
      socket.resetAndDestroy();
      resolve(answer);
    };
    const timer = setTimeout(() => {
      end(null);
    }, milliseconds);
    socket.on('data', (chunk) => {
      end(answerOf(chunk));
    });
    socket.on('error', () => {
      end(null);
    });
    socket.on('end', () => {
      end(null);
    });
  });
}

interface Udp {
  readonly ask: (probe: AgentProbe, milliseconds: number) => Promise<Answer>;
  readonly close: () => void;
}

/**
 * A socket for one batch. It has a port of its own: on that of an earlier batch, the kernel would take a probe for a part of an
 * earlier connection, and let it pass.
 */
function openUdp(): Promise<Udp> {
  const socket = createSocket('udp4');
  const waiting = new Map<string, (answer: Answer) => void>();
  socket.on('message', (message, { address, port }) =>
    waiting.get(`${address} ${port}`)?.(answerOf(message)),
  );
  socket.on('error', () => undefined);
  return new Promise((resolve) => {
    socket.bind(0, () => {
      resolve({
        ask: ({ to, port }, milliseconds) =>
          new Promise((tell) => {
            const timer = setTimeout(tell, milliseconds, null);
            const end = (answer: Answer) => {
              clearTimeout(timer);
              tell(answer);
            };
            waiting.set(`${to} ${port}`, end);
            socket.send('', port, to, (error) => {
              if (error !== null) end(null);
            });
          }),
        close: () => {
          socket.close();
        },
      });
    });
  });
}

function answerOf(chunk: Buffer): Answer {
  return v.parse(answerShape, JSON.parse(chunk.toString()));
}
