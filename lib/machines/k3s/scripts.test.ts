import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostTexts } from '../../testing/machines';
import { setStage, type Stage, type StageRun, type StubRule } from '../../testing/stub-programs';
import { lan, pis, vms } from '../../testing/typical-clusters';

const texts = hostTexts(pis);
const kept = '/etc/rancher/k3s/token';
const ofCluster = '/var/lib/rancher/k3s/server/token';
const member = '/var/lib/rancher/k3s/server/db/etcd/member/wal';
const once = '/etc/rancher/k3s/config.yaml.d/begin-cluster.yaml';
const long = 'K10abc123::server:secret';

/** A machine: files by absolute path, and what its programs do. */
interface Machine {
  readonly run: (command: string) => Promise<StageRun>;
  readonly read: (path: string) => string | undefined;
  readonly calls: Stage['calls'];
}

const quiet: Readonly<Record<string, readonly StubRule[]>> = {
  curl: [['*', ':']],
  systemctl: [['*', ':']],
  k3s: [['*', 'exit 1']],
  sleep: [['*', ':']],
  modprobe: [['*', ':']],
};

async function onMachine(
  files: Readonly<Record<string, string>>,
  programs: Readonly<Record<string, readonly StubRule[]>>,
  look: (machine: Machine) => Promise<void>,
): Promise<void> {
  const stage = setStage({}, { ...quiet, ...programs });
  const moved = (text: string) => text.replaceAll(/\/(etc|var|sys|proc)(?=\/)/g, `${stage.folder}/$1`);
  const put = (path: string, text: string) => {
    mkdirSync(dirname(join(stage.folder, path)), { recursive: true });
    writeFileSync(join(stage.folder, path), text);
  };
  for (const [path, text] of Object.entries(texts)) if (path.endsWith('.sh')) put(path, moved(text));
  for (const [path, text] of Object.entries(files)) put(path, text);
  try {
    await look({
      run: (command) => stage.run(['-c', command], { BEGIN_SECONDS: '2' }),
      read: (path) =>
        existsSync(join(stage.folder, path)) ? readFileSync(join(stage.folder, path), 'utf8') : undefined,
      calls: stage.calls,
    });
  } finally {
    stage.remove();
  }
}

/** A stand-in for k3s and systemctl that makes the datastore when k3s starts. */
const begins: Readonly<Record<string, readonly StubRule[]>> = {
  systemctl: [
    [
      'restart --no-block k3s',
      `mkdir -p "$stage${member}"; cp "$stage${once}" "$stage/used" 2>/dev/null; exit 0`,
    ],
  ],
  curl: [
    ['*https://127.0.0.1:6443/ping', `[ -d "$stage${member}" ] && printf pong`],
    ['*', ':'],
  ],
};

describe('join-token.sh make', () => {
  test('makes a token for a new cluster, once', async () => {
    await onMachine({}, {}, async ({ run, read }) => {
      expect((await run('sh join-token.sh make')).code).toBe(0);
      const first = read(kept) ?? '';
      expect(first).toMatch(/^[\w+/=]{40,}$/);
      expect((await run('sh join-token.sh make')).code).toBe(0);
      expect(read(kept)).toBe(first);
    });
  });

  test.each([
    ['none is kept', undefined, long],
    ['another one is kept: k3s would not start with it', 'random', long],
    ['the short form of it is kept', 'secret', 'secret'],
  ])('takes the token of a server that has one, where %s', async (_, before, after) => {
    const files = { [ofCluster]: long, ...(before !== undefined && { [kept]: before }) };
    await onMachine(files, {}, async ({ run, read }) => {
      expect((await run('sh join-token.sh make')).code).toBe(0);
      expect(read(kept)).toBe(after);
    });
  });

  test('makes none where a cluster answers, as after the disk of the first server was replaced', async () => {
    const curl: readonly StubRule[] = [
      ['*https://172.16.4.12:6443/ping', 'printf pong'],
      ['*', 'exit 7'],
    ];
    await onMachine({}, { curl }, async ({ run, read }) => {
      const { code, lines } = await run('sh join-token.sh make');
      expect(code).toBe(1);
      expect(lines.join(' ')).toContain('a cluster answers at 172.16.4.12:6443');
      expect(read(kept)).toBeUndefined();
    });
  });
});

describe('join-token.sh show and take', () => {
  test('a token that comes is kept, and the long form is shown where there is one', async () => {
    await onMachine({ [ofCluster]: long, [kept]: 'secret' }, {}, async ({ run, read }) => {
      expect((await run('sh join-token.sh show')).lines).toEqual([long]);
      expect((await run(`echo ${long} | sh join-token.sh take`)).code).toBe(0);
      expect(read(kept)).toBe(`${long}\n`);
    });
  });

  test.each([
    ['nothing comes', 'sh join-token.sh take </dev/null', 'no token on standard input'],
    ['a server has a datastore with another one', 'echo other | sh join-token.sh take', 'another token'],
    ['the word is unknown', 'sh join-token.sh tkae', 'expected make, show, take, take-new or rotate'],
  ])('nothing is changed where %s', async (_, command, message) => {
    await onMachine({ [ofCluster]: long, [kept]: 'secret' }, {}, async ({ run, read }) => {
      const { code, lines } = await run(command);
      expect(code).toBe(1);
      expect(lines.join(' ')).toContain(message);
      expect(read(kept)).toBe('secret');
    });
  });
});

describe('join-token.sh rotate', () => {
  const rotated: Readonly<Record<string, readonly StubRule[]>> = {
    k3s: [
      [
        'token rotate --new-token *',
        `[ "$K3S_TOKEN" = secret ] && printf 'K10abc123::server:%s' "$4" >"$stage${ofCluster}"`,
      ],
    ],
  };

  test('the cluster gets another token, and the one before is kept for older backups', async () => {
    await onMachine({ [ofCluster]: long, [kept]: 'secret' }, rotated, async ({ run, read }) => {
      expect((await run('sh join-token.sh rotate')).code).toBe(0);
      expect(read(kept)).toBe(read(ofCluster));
      expect(read(kept)).not.toContain('secret');
      expect(read(`${kept}.before`)).toBe(long);
      expect(read(`${kept}.next`)).toBeUndefined();
    });
  });

  test('one that was interrupted after k3s had taken the token is finished, and not begun again', async () => {
    const files = { [ofCluster]: 'K10abc123::server:new', [kept]: 'secret', [`${kept}.next`]: 'new' };
    await onMachine(files, {}, async ({ run, read, calls }) => {
      expect((await run('sh join-token.sh rotate')).code).toBe(0);
      expect(read(kept)).toBe('K10abc123::server:new');
      expect(calls().filter((call) => call.startsWith('k3s'))).toEqual([]);
    });
  });

  test('where k3s refuses, the token stays, and the next try uses the same new one', async () => {
    await onMachine({ [ofCluster]: long, [kept]: 'secret' }, {}, async ({ run, read }) => {
      expect((await run('sh join-token.sh rotate')).code).toBe(1);
      const next = read(`${kept}.next`);
      expect(read(kept)).toBe('secret');
      expect((await run('sh join-token.sh rotate')).code).toBe(1);
      expect(read(`${kept}.next`)).toBe(next);
    });
  });

  test('an agent takes the new one, whatever it had', async () => {
    await onMachine({ [ofCluster]: long, [kept]: 'secret' }, {}, async ({ run, read }) => {
      expect((await run('echo new | sh join-token.sh take-new')).code).toBe(0);
      expect([read(kept), read(`${kept}.before`)]).toEqual(['new\n', 'secret']);
    });
  });
});

describe('begin-cluster.sh', () => {
  test('begins a cluster by settings that are gone afterwards, and again it begins none', async () => {
    await onMachine({ [kept]: 'secret' }, begins, async ({ run, read }) => {
      expect((await run('sh begin-cluster.sh')).code).toBe(0);
      expect(read('used')).toBe('server: ""\ncluster-init: true\n');
      expect(read(once)).toBeUndefined();
      expect((await run('rm used; sh begin-cluster.sh')).code).toBe(0);
      expect(read('used')).toBeUndefined();
    });
  });

  test('begins none where one answers: it says to join it', async () => {
    const curl: readonly StubRule[] = [
      ['*172.16.4.1:6443/ping', 'printf pong'],
      ['*', 'exit 7'],
    ];
    await onMachine({ [kept]: 'secret' }, { curl }, async ({ run, read, calls }) => {
      const { code, lines } = await run('sh begin-cluster.sh');
      expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining('this server joins it')]);
      expect(read(once)).toBeUndefined();
      expect(calls().filter((call) => call.startsWith('systemctl'))).toEqual([]);
    });
  });

  test('leaves no settings behind when k3s does not come up', async () => {
    await onMachine({ [kept]: 'secret' }, {}, async ({ run, read }) => {
      const { code, lines } = await run('sh begin-cluster.sh');
      expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining('does not answer after 2 s')]);
      expect(read(once)).toBeUndefined();
    });
  });

  test('begins with the short form of a token: the long one names the certificate of an older cluster', async () => {
    await onMachine({ [kept]: long }, begins, async ({ run, read }) => {
      expect((await run('sh begin-cluster.sh')).code).toBe(0);
      expect(read(kept)).toBe('secret');
    });
  });

  test('prepared, it leaves the settings for a start by something else', async () => {
    await onMachine({ [kept]: 'secret' }, begins, async ({ run, read, calls }) => {
      expect((await run('sh begin-cluster.sh prepare')).code).toBe(0);
      expect(read(once)).toContain('cluster-init: true');
      expect(calls().filter((call) => call.startsWith('systemctl'))).toEqual([]);
    });
  });
});

describe('restore-k3s.sh', () => {
  const programs: Readonly<Record<string, readonly StubRule[]>> = {
    systemctl: [
      ['is-active --quiet k3s', '[ -e "$stage/runs" ]'],
      ['start k3s', ': >"$stage/runs"'],
    ],
    k3s: [['server --cluster-reset *', `cp "$stage${once}" "$stage/used"; echo "$*" >"$stage/reset"`]],
    tar: [
      ['-tzf *', 'cat "$stage/list"'],
      [
        '-xzf *',
        `mkdir -p "$stage/var/lib/rancher/k3s/server/db/snapshots"; echo back >"$stage${ofCluster}"; cp -r "$stage/new/." "$stage/var/lib/rancher/k3s/server/db/"`,
      ],
    ],
  };
  const state = '/var/lib/rancher/k3s/server/db';
  const before = {
    'restore.tgz': 'x',
    list: 'var/lib/rancher/k3s/server/token\n',
    [kept]: 'secret',
    [`${state}/old`]: 'old',
  };

  test('of several servers, a snapshot comes back on one of them, which joins nothing while it is reset', async () => {
    await onMachine({ ...before, 'new/snapshots/before-1': 'x' }, programs, async ({ run, read }) => {
      const { code, lines } = await run('sh restore-k3s.sh restore.tgz');
      expect([code, lines.at(-1)]).toEqual([0, expect.stringContaining('snapshots/before-1')]);
      expect(read('used')).toBe('server: ""\n');
      expect(read(once)).toBeUndefined();
      expect(read(kept)).toBe('back\n');
      expect((await run(`cat "$PWD"${state}.before-*/old`)).lines).toEqual(['old']);
    });
  });

  test('of a lone server, its database comes back', async () => {
    await onMachine({ ...before, 'new/state.db': 'x' }, programs, async ({ run, read }) => {
      expect((await run('sh restore-k3s.sh restore.tgz')).code).toBe(0);
      expect([read(`${state}/state.db`), read('reset')]).toEqual(['x', undefined]);
    });
  });

  test.each<[string, Readonly<Record<string, string>>, string, string]>([
    ['k3s runs', { runs: '' }, 'sh restore-k3s.sh restore.tgz', 'k3s runs here; stop it first'],
    ['the archive is missing', {}, 'sh restore-k3s.sh other.tgz', 'archive "other.tgz" not found'],
    [
      'the archive has no token',
      { list: 'etc/passwd\n' },
      'sh restore-k3s.sh restore.tgz',
      'has no token of a server',
    ],
  ])('nothing is changed where %s', async (_, files, command, message) => {
    await onMachine({ ...before, ...files }, programs, async ({ run, read }) => {
      const { code, lines } = await run(command);
      expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining(message)]);
      expect([read(`${state}/old`), read(kept)]).toEqual(['old', 'secret']);
    });
  });

  test('nothing is changed where another server still runs', async () => {
    const curl: readonly StubRule[] = [
      ['*172.16.4.12:6443/ping', 'printf pong'],
      ['*', 'exit 7'],
    ];
    await onMachine(before, { ...programs, curl }, async ({ run, read }) => {
      const { code, lines } = await run('sh restore-k3s.sh restore.tgz');
      expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining('stop k3s on every server first')]);
      expect(read(`${state}/old`)).toBe('old');
    });
  });
});

describe('install-k3s.sh', () => {
  const config = {
    '/etc/rancher/k3s/config.yaml': 'a: b\n',
    '/sys/fs/cgroup/cgroup.controllers': 'cpu memory pids\n',
  };
  const installer = 'echo "version=$INSTALL_K3S_VERSION skip=$INSTALL_K3S_SKIP_START role=$1"';
  const curl: readonly StubRule[] = [['*--output*install.sh', `printf '%s\\n' '${installer}' >"$6"`]];
  const has = (version: string): Readonly<Record<string, readonly StubRule[]>> => ({
    curl,
    k3s: [['--version', `echo "k3s version ${version} (abc)"`]],
  });

  test('installs the release by the installer of that release, as the role, and does not start it', async () => {
    await onMachine(config, { curl }, async ({ run, calls }) => {
      const { code, lines } = await run('sh install-k3s.sh agent');
      expect([code, lines]).toEqual([0, ['version=v1.33.5+k3s1 skip=true role=agent']]);
      expect(calls().join(' ')).toContain('/k3s-io/k3s/v1.33.5%2Bk3s1/install.sh');
    });
  });

  test.each([
    ['the same release', 'v1.33.5+k3s1', '', 0, 'is installed'],
    ['an older one', 'v1.32.9+k3s1', '', 1, 'the runbook says how to upgrade'],
    ['one two minor versions below', 'v1.31.9+k3s1', ' upgrade', 1, 'not one minor version up'],
    ['a newer one', 'v1.34.1+k3s1', ' upgrade', 1, 'not one minor version up'],
    ['one a minor version below', 'v1.32.9+k3s1', ' upgrade', 0, 'version=v1.33.5+k3s1'],
  ])('where %s is installed', async (_, version, word, status, message) => {
    await onMachine(config, has(version), async ({ run }) => {
      const { code, lines } = await run(`sh install-k3s.sh server${word}`);
      expect([code, lines.join(' ')]).toEqual([status, expect.stringContaining(message)]);
    });
  });

  test.each([
    ['its configuration is missing', { '/etc/rancher/k3s/config.yaml': '' }, 'copy it first'],
    [
      'the kernel of a Raspberry Pi counts no memory',
      { '/sys/fs/cgroup/cgroup.controllers': 'cpu pids\n' },
      'add cgroup_memory=1 cgroup_enable=memory',
    ],
  ])('installs nothing where %s', async (_, change, message) => {
    await onMachine({ ...config, ...change }, { curl }, async ({ run, calls }) => {
      const { code, lines } = await run('sh install-k3s.sh server');
      expect([code, lines.join(' ')]).toEqual([1, expect.stringContaining(message)]);
      expect(calls().filter((call) => call.startsWith('curl'))).toEqual([]);
    });
  });
});

test('begin-cluster.sh ships where there are several servers, install-k3s.sh where a node does not run NixOS', () => {
  const scripts = [pis, vms, lan].map((cluster) =>
    Object.keys(hostTexts(cluster)).filter((path) => /^[\w-]+\.sh$/.test(path)),
  );
  const [ofPis, ofVms, ofLan] = scripts;
  expect(ofPis).toEqual(expect.arrayContaining(['begin-cluster.sh', 'install-k3s.sh', 'join-token.sh']));
  expect(ofVms).not.toEqual(expect.arrayContaining(['begin-cluster.sh']));
  expect(ofVms).not.toEqual(expect.arrayContaining(['install-k3s.sh']));
  expect(ofLan).toEqual(expect.arrayContaining(['install-k3s.sh', 'join-token.sh']));
});
