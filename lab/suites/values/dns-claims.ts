import type { Claim } from '../../harness';
import { type Mounted, mountedMaps } from './config-maps';
import { codes, countOf } from './each';
import type { World } from './renderings';

/** As many run at a time: one that finds no API server waits for 5 s before it answers. */
const together = 12;

/** Asks for addresses. It prints a line for each name: the name, and its addresses or why there are none. */
const asking = `
const resolver = new (require('node:dns').promises.Resolver)({ timeout: 1500, tries: 2 });
resolver.setServers(['127.0.0.1']);
(async () => {
  for (const name of process.argv.slice(1)) {
    const found = await resolver.resolve4(name).catch(({ code }) => [code]);
    console.log(name + ' ' + found.sort().join());
  }
})();
`;

/**
 * Starts CoreDNS on the files of a folder, as in its pod: under their paths, with an account, and without a way out. Asks for
 * names when it serves, and prints the log where it ends before.
 */
const script = `
ip link set lo up
mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /etc && mkdir -p /etc/coredns/custom /run/secrets/kubernetes.io/serviceaccount
cp "$folder"/* /etc/coredns/ && cp "$folder"/* /etc/coredns/custom/
echo nameserver 192.0.2.53 >/etc/resolv.conf
echo none >/run/secrets/kubernetes.io/serviceaccount/token
"$coredns" -conf "/etc/coredns/$main" >/run/log 2>&1 &
server=$!
until grep -q ^CoreDNS- /run/log; do
  kill -0 $server || { cat /run/log >&2; exit 1; }
  sleep 0.1
done
"$node" -e "$asking" "$@"
kill $server
`;

/** Names in the blocks of hosts, with all addresses of each. */
function hostsIn(text: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const [, address = '', names = ''] of text.matchAll(/^ {8}(\d+\.\d+\.\d+\.\d+) (.+)$/gm))
    for (const name of names.split(' ')) found.set(name, (found.get(name) ?? new Set()).add(address));
  return new Map([...found].map(([name, addresses]) => [name, [...addresses].sort()]));
}

/** @returns what is wrong with one set of files, and how many names it answered */
async function ask(
  { scene, folder: cwd }: World,
  { folder, data, values }: Mounted,
): Promise<{ readonly names: number; readonly wrong: readonly string[] }> {
  const main = 'Corefile' in data ? 'Corefile' : 'asterism.server';
  const hosts = hostsIn(data[main] ?? '');
  const env = {
    ...{ folder, main, asking, node: process.execPath, coredns: scene.program('coredns', 'coredns') },
    KUBERNETES_SERVICE_HOST: '127.0.0.1',
    KUBERNETES_SERVICE_PORT: '1',
  };
  const args = ['-n', '-m', 'sh', '-c', script, 'sh', ...hosts.keys()];
  const { code, stdout, stderr } = await scene.run('unshare', args, { env, cwd, codes });
  if (code !== 0) return { names: 0, wrong: [`${folder}: ${stderr} with ${values}`] };
  const answers = new Map(stdout.split('\n').map((line) => [line.split(' ')[0], line.split(' ')[1]]));
  const wrong = [...hosts].flatMap(([name, addresses]) =>
    answers.get(name) === addresses.join()
      ? []
      : [`${folder}: ${name} is ${answers.get(name) ?? 'lost'}, expected ${addresses.join()} with ${values}`],
  );
  return { names: hosts.size, wrong };
}

export const dnsClaims: readonly Claim<World>[] = [
  {
    says: 'CoreDNS starts with every Corefile with hostile values, and answers each name in it with its address',
    by: 'CoreDNS in a network of its own on the files of each ConfigMap, asked for every name',
    prove: async (world) => {
      const maps = mountedMaps(world, ['Corefile', 'asterism.server']);
      const wrong: string[] = [];
      let names = 0;
      for (let at = 0; at < maps.length; at += together) {
        const some = await Promise.all(maps.slice(at, at + together).map((map) => ask(world, map)));
        for (const one of some) {
          names += one.names;
          wrong.push(...one.wrong);
        }
      }
      return `${countOf(maps, wrong)}, ${names} names`;
    },
  },
];
