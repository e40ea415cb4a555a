import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openProject, type Project } from '../testing/project';

// Each run is the real program in a process of its own.
jest.setTimeout(120_000);

let project: Project;
beforeEach(() => {
  project = openProject();
});
afterEach(() => {
  project.remove();
});

/** A project whose clusters follow from their texts alone, so that a watch answers without another process. */
function closedProject(names: readonly string[] = ['one', 'two']): void {
  project.clusters(Object.fromEntries(names.map((name) => [name, `broker('${name}')`])));
  const main = project.read('main.ts') ?? '';
  project.write('main.ts', main.replace("import './start';\n", '').replace(', __dirname', ''));
}

/** What there is of a watch: every process that Node started notes itself. */
function startWatch(): {
  readonly child: ChildProcess;
  readonly answers: () => number;
  readonly runs: () => number;
} {
  const notes = join(project.folder, '.processes');
  // The compiler runs in a thread of its own, which loads the note as well.
  const isMain = "require('node:worker_threads').isMainThread";
  const append = `require('node:fs').appendFileSync(${JSON.stringify(notes)}, '.')`;
  project.write('.note.js', `if (${isMain}) ${append};`);
  const { child, printed } = project.start(['synth', '--watch'], {
    NODE_OPTIONS: `--require ${join(project.folder, '.note.js')}`,
  });
  return {
    child,
    answers: () => printed().split(' placeholders left').length - 1,
    runs: () => readFileSync(notes, 'utf8').length,
  };
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 60_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('nothing happened for 60 seconds');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function ended(child: ChildProcess, signal: 'SIGINT' | 'SIGTERM'): Promise<unknown[]> {
  if (child.exitCode !== null) throw new Error('the watch has ended by itself');
  const exit = once(child, 'exit');
  child.kill(signal);
  return exit;
}

const edit = (path: string, from: string, to: string): void => {
  const text = project.read(path) ?? '';
  expect(text).toContain(from);
  project.write(path, text.replaceAll(from, to));
};

test('each change is answered in the process that watches, and as a new process would', async () => {
  closedProject();
  project.write('shared/names.ts', "export const shared = 'shared';\n");
  const watch = startWatch();
  const answered = async (change: () => void): Promise<void> => {
    const before = watch.answers();
    change();
    await until(() => watch.answers() > before);
    expect((await project.run(['synth', '--check'])).out).toMatch(
      / · 0 files to write, \d+ unchanged, 0 to prune · /,
    );
  };
  try {
    await until(() => watch.answers() === 1);
    await answered(() => {
      edit('clusters/one.ts', "broker('one')", "broker('other')");
    });
    expect(project.written()).toHaveProperty(['dist/one/other/configmap-other.yaml']);
    // A source that nothing imported before, and one that two clusters import.
    await answered(() => {
      for (const name of ['one', 'two'])
        edit(
          `clusters/${name}.ts`,
          'export const',
          "import { shared } from '../shared/names';\nexport const",
        );
      edit('clusters/one.ts', "broker('other')", 'broker(shared)');
      edit('clusters/two.ts', "broker('two')", 'broker(shared)');
    });
    await answered(() => {
      project.write('shared/names.ts', "export const shared = 'again';\n");
    });
    expect(project.written()).toHaveProperty(['dist/one/again/configmap-again.yaml']);
    expect(project.written()).toHaveProperty(['dist/two/again/configmap-again.yaml']);
    // A cluster that main.ts drops, and that is gone.
    await answered(() => {
      edit('main.ts', "import { one } from './clusters/one';\n", '');
      edit('main.ts', 'run([one, two])', 'run([two])');
      rmSync(join(project.folder, 'clusters/one.ts'));
    });
    expect(Object.keys(project.written()).filter((path) => path.includes('/one/'))).toEqual([]);
    expect(watch.runs()).toBe(1);
  } finally {
    await ended(watch.child, 'SIGTERM');
  }
});

test.each<[string, () => void]>([
  [
    'text that is not TypeScript',
    () => {
      edit('clusters/one.ts', 'broker(', 'broker((');
    },
  ],
  [
    'a source that sees more than its text',
    () => {
      edit('clusters/one.ts', "'one')", "process.title && 'one')");
    },
  ],
  [
    'a list that is not one of clusters',
    () => {
      edit('main.ts', 'run([one', 'run([1');
    },
  ],
  [
    'a package.json with another text',
    () => {
      project.write('package.json', '{ }');
    },
  ],
])('a new process answers after %s', async (_, change) => {
  closedProject(['one']);
  const watch = startWatch();
  try {
    await until(() => watch.answers() === 1);
    change();
    await until(() => watch.runs() === 2);
  } finally {
    await ended(watch.child, 'SIGTERM');
  }
});

test('after a mistake is corrected, the process that watches answers again', async () => {
  closedProject(['one']);
  const watch = startWatch();
  try {
    await until(() => watch.answers() === 1);
    edit('clusters/one.ts', "broker('one')", 'broker(');
    await until(() => watch.runs() === 2);
    edit('clusters/one.ts', 'broker(', "broker('right')");
    await until(() => watch.answers() === 2);
    expect(project.written()).toHaveProperty(['dist/one/right/configmap-right.yaml']);
    expect(watch.runs()).toBe(2);
  } finally {
    await ended(watch.child, 'SIGTERM');
  }
});

test('a source that is taken back after a mistake elsewhere is read again', async () => {
  closedProject(['one', 'two']);
  project.write('shared/names.ts', "export const shared = 'shared';\n");
  edit('clusters/one.ts', 'export const', "import { shared } from '../shared/names';\nexport const");
  edit('clusters/one.ts', "broker('one')", 'broker(shared)');
  const watch = startWatch();
  try {
    await until(() => watch.answers() === 1);
    // Cluster one loads, and then two does not.
    project.write('shared/names.ts', "export const shared = 'between';\n");
    edit('clusters/two.ts', "broker('two')", 'broker(');
    await until(() => watch.runs() === 2);
    project.write('shared/names.ts', "export const shared = 'shared';\n");
    edit('clusters/two.ts', 'broker(', "broker('right')");
    await until(() => 'dist/two/right/configmap-right.yaml' in project.written());
    expect(Object.keys(project.written()).filter((path) => path.includes('between'))).toEqual([]);
    expect(watch.runs()).toBe(2);
  } finally {
    await ended(watch.child, 'SIGTERM');
  }
});

test('a watch hears of a file that an editor replaces twice, and of a folder that appears', async () => {
  project.clusters({ one: "broker('a')" });
  const watch = startWatch();
  try {
    await until(() => watch.answers() === 1);
    for (const name of ['b', 'c']) {
      // A watch on the file that is replaced would never hear of the second change.
      project.clusters({ one: `broker('${name}')` });
      await until(() => `dist/one/${name}/configmap-${name}.yaml` in project.written());
    }
    await until(() => watch.answers() === 3);
    project.write('things/lamp.ts', 'export {};\n');
    await until(() => watch.answers() === 4);
  } finally {
    await ended(watch.child, 'SIGTERM');
  }
});

test('Ctrl-C ends the watch, and the process that runs at that moment', async () => {
  project.clusters({ one: "broker('a')" });
  const watch = startWatch();
  await until(() => watch.answers() === 1);
  project.clusters({
    one: "(() => { for (const end = Date.now() + 5000; Date.now() < end; ); return broker('b'); })()",
  });
  await until(() => watch.runs() === 2);
  // Closes when no process is left that could print: the run shares these streams.
  const closed = once(watch.child, 'close');
  expect(await ended(watch.child, 'SIGINT')).toEqual([null, 'SIGINT']);
  await closed;
  expect(project.written()).not.toHaveProperty(['dist/one/b/configmap-b.yaml']);
});
