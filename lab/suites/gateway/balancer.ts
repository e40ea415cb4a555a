import { join } from 'node:path';
import { secondsUntil, startHaproxy, whoAnswers } from '../../drivers/haproxy';
import { type Claim, inTurn, type Server } from '../../harness';
import type { GatewayWorld } from './world';

/** Servers' programs by name, and what the claims measure with. */
const running = new Map<string, Server>();

export const balancerClaims: readonly Claim<GatewayWorld>[] = inTurn([
  {
    says: 'HAProxy takes its file without a warning',
    by: 'haproxy -c -f; every line that it prints',
    prove: async ({ scene, folder }) => {
      const { stdout, stderr } = await scene.run('haproxy', ['-c', '-f', join(folder, 'haproxy.cfg')]);
      const said = `${stdout}${stderr}`.trim();
      if (said !== 'Configuration file is valid') throw new Error(said);
      return '0 warnings';
    },
  },
  {
    says: 'Every API server is behind it',
    by: 'HAProxy started with the shipped file, and a program at the address of each server that says its name',
    prove: async ({ scene, folder, balanced, servers }) => {
      for (const server of servers) running.set(server.name, await balanced.serve(server));
      await startHaproxy(scene, folder);
      const times = 4 * servers.length;
      const names = await namesOf(balanced, times);
      const silent = servers.filter(({ name }) => !names.has(name));
      if (silent.length > 0)
        throw new Error(
          `in ${times} connections never reached ${silent.map(({ name, address }) => `${name} (${address})`).join(', ')}`,
        );
      return `${names.size} servers`;
    },
  },
  {
    says: 'When the program of a server ends, no connection fails, and when it is back it serves again',
    by: 'connections one after another from the moment it ends; seconds until it answers once more',
    prove: async ({ balanced, servers }) => {
      const [first] = servers;
      if (first === undefined) throw new Error('no server was found');
      await running.get(first.name)?.stop();
      const names = await namesOf(balanced, 40);
      if (names.has(first.name)) throw new Error(`${first.name} has ended and answers`);
      running.set(first.name, await balanced.serve(first));
      const back = await secondsUntil(`${first.name} to serve again`, 5, async () =>
        (await namesOf(balanced, 3)).has(first.name),
      );
      if (back > 3) throw new Error(`it took ${back.toFixed(1)} s`);
      return `40 connections; back after ${back.toFixed(1)} s`;
    },
  },
  {
    says: 'When the machine of a server goes, its open connections are closed within three seconds and new ones reach the others',
    by: 'a connection to each server, one address taken off the network; seconds until that connection ends, and who answers then',
    prove: async ({ balanced, servers }) => {
      const calls = await Promise.all(servers.flatMap(() => [balanced.call(), balanced.call()]));
      const held = calls[0];
      const gone = servers.find(({ name }) => name === held?.name);
      if (held === undefined || gone === undefined) throw new Error('no server answers');
      let closed = false;
      held.socket.once('close', () => (closed = true));
      await balanced.link(gone, 'off');
      const seconds = await secondsUntil('the open connection to end', 6, () => closed);
      const others = calls.filter(({ name }) => name !== gone.name);
      if (others.some(({ socket }) => socket.destroyed)) throw new Error('connections to others were closed');
      const names = await namesOf(balanced, 12);
      if (names.has(gone.name)) throw new Error(`${gone.name} is gone and answers`);
      await balanced.link(gone, 'on');
      const back = await secondsUntil(`${gone.name} to serve again`, 6, async () =>
        (await namesOf(balanced, 3)).has(gone.name),
      );
      for (const { socket } of calls) socket.destroy();
      if (seconds > 3) throw new Error(`it took ${seconds.toFixed(1)} s`);
      return `closed after ${seconds.toFixed(1)} s, back after ${back.toFixed(1)} s`;
    },
  },
]);

/** Connects so many times, one after another. @returns who answered */
async function namesOf(balanced: GatewayWorld['balanced'], times: number): Promise<ReadonlySet<string>> {
  const names = new Set<string>();
  for (let time = 0; time < times; time += 1) {
    names.add(await whoAnswers(balanced.call));
  }
  return names;
}
