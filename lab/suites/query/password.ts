import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Calling } from '../../drivers/command-line';
import { type Claim, waitFor, same } from '../../harness';
import { makeTable, type World, writeMessages } from './world';
import { texts } from './rows';

const unset = { PGPASSWORD: '' };
const count = ['query', '--count'];

/** Arguments of every process, as anybody on the machine may read them. */
function everyCommand(): readonly string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        return [readFileSync(join('/proc', pid, 'cmdline'), 'utf8').replaceAll('\0', ' ')];
      } catch {
        return [];
      }
    });
}

/** Watches what all processes are called with while something runs. */
async function watched<T>(
  work: Promise<T>,
): Promise<{ readonly value: T; readonly commands: ReadonlySet<string> }> {
  const commands = new Set<string>();
  const timer = setInterval(() => {
    for (const command of everyCommand()) commands.add(command);
  }, 20);
  return {
    value: await work.finally(() => {
      clearInterval(timer);
    }),
    commands,
  };
}

/** Waits for the question, types the answer, and gives the end. */
async function answered(calling: Calling, answer: string): Promise<number | NodeJS.Signals> {
  await waitFor('the question', 20, () => (calling.out().includes('Password') ? true : undefined));
  calling.type(answer);
  return calling.ended;
}

export const takesPassword: Claim<World> = {
  says: 'The password comes from a file, from `PGPASSWORD` or from a person at a terminal, where it is not shown; never from an argument',
  by: 'a file that hides it from the variable, pseudo-terminals that echo, and /proc/*/cmdline of every process meanwhile',
  prove: async (world) => {
    const { scene, asterism, password } = world;
    await makeTable(world);
    await writeMessages(world, texts);
    const folder = scene.newFolder('passwords');
    const file = (name: string, text: string, mode = 0o600) => {
      writeFileSync(join(folder, name), text);
      chmodSync(join(folder, name), mode);
      return join(folder, name);
    };
    const counted = [0, `${texts.length}\n`, ''];
    const cases = async () => {
      const wrong = { env: { PGPASSWORD: 'wrong' } };
      const ran = await Promise.all([
        asterism.run(count),
        asterism.run([...count, '--password-file', file('line', `${password}\n`)], wrong),
        asterism.run([...count, '--password-file', file('bare', password)], wrong),
      ]);
      for (const { code, stdout, stderr } of ran) same('an answer', [code, stdout, stderr], counted);
      const open = await asterism.run([...count, '--password-file', file('open', password, 0o644)], {
        env: unset,
      });
      same('with an open file', [open.code, open.stdout], counted.slice(0, 2));
      if (!/^warning .*can be read by others \(mode 644\); chmod 600/.test(open.stderr))
        throw new Error(`no warning: ${open.stderr}`);
      const typed = asterism.startOnTerminal(count, { env: unset });
      same('end after typing', await answered(typed, `${password}\r`), 0);
      if (!typed.out().includes(`\n${texts.length}\r\n`)) throw new Error(`it shows ${typed.out()}`);
      const corrected = asterism.startOnTerminal(count, { env: unset });
      same('end after a slip', await answered(corrected, `${password}x\u007f\r`), 0);
      const given = asterism.startOnTerminal(count, { env: unset });
      same('end after Ctrl-C', await answered(given, `${password}\u0003`), 130);
      for (const calling of [typed, corrected, given])
        if (calling.out().includes(password)) throw new Error('what is typed is shown');
    };
    const { commands } = await watched(cases());
    const seen = [...commands].filter((command) => command.includes('main.ts query --count'));
    if (seen.length < 4) throw new Error(`only ${seen.length} of the calls were seen running`);
    const open = [...commands].find((command) => command.includes(password));
    if (open !== undefined) throw new Error(`the password is an argument of ${open}`);
    return `7 ways, ${commands.size} command lines`;
  },
};

export const tellsBadPassword: Claim<World> = {
  says: 'A password that is missing, empty or on several lines is reported, without asking the server',
  by: 'exit code 2 and one line',
  prove: async ({ scene, asterism, password }) => {
    const folder = scene.newFolder('bad-passwords');
    const cases: readonly (readonly [string, string, string | undefined, RegExp])[] = [
      [
        'none',
        'missing',
        undefined,
        /^error password: none was given for role \w+, and asking needs a terminal.*PGPASSWORD.*--password-file.*Secret kafka-connect\/postgresql\n$/,
      ],
      ['empty', 'empty', '\n', /^error --password-file: ".*" is empty; /],
      [
        'lines',
        'on several lines',
        `${password}\nmore\n`,
        /^error --password-file: ".*" holds more than one line; /,
      ],
      ['absent', 'in no file', undefined, /^error --password-file: ".*" cannot be read \(ENOENT\); /],
    ];
    for (const [name, words, text, expected] of cases) {
      const path = join(folder, name);
      if (text !== undefined) writeFileSync(path, text);
      const args = name === 'none' ? count : [...count, '--password-file', path];
      const ran = await asterism.run(args, { env: unset });
      same(`exit code and output with a password that is ${words}`, [ran.code, ran.stdout], [2, '']);
      if (!expected.test(ran.stderr)) throw new Error(`a password that is ${words}: ${ran.stderr}`);
    }
    return `${cases.length} cases`;
  },
};

export const commandsNoTerminal: Claim<World> = {
  says: 'What a message holds cannot write to the terminal, in any format',
  by: 'what three pseudo-terminals got of messages with escape sequences: no control character but the ends of lines',
  prove: async (world) => {
    await makeTable(world);
    await writeMessages(world, texts);
    for (const format of ['table', 'csv', 'json']) {
      const calling = world.asterism.startOnTerminal(['query', '--format', format], {
        env: { NO_COLOR: '' },
      });
      same(`end of ${format}`, await calling.ended, 0);
      const found = /[^\P{Cc}\r\n]|\p{Cf}/u.exec(calling.out());
      if (found !== null) throw new Error(`${format} sends ${JSON.stringify(found[0])}`);
      if (!/title/.test(calling.out())) throw new Error(`${format} shows nothing`);
    }
    return `3 formats`;
  },
};
