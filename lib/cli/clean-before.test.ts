import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openProject } from '../testing/project';
import { readClean, stateOfCode, writeClean } from './clean-before';
import { rememberSource } from './stale-sources';

jest.setTimeout(120_000);

test('a run notes clusters without findings, and a change of a cluster file, of a value outside of files and of code makes them new', async () => {
  const project = openProject();
  const note = () => readFileSync(join(project.folder, '.asterism-cache/clean'), 'utf8');
  try {
    project.clusters({ one: "broker(process.env['NAME'] ?? 'a')" });
    expect(await project.run(['synth'])).toMatchObject({ code: 0 });
    const first = note();
    expect(await project.run(['synth'])).toMatchObject({ code: 0 });
    expect(note()).toBe(first);
    expect(await project.run(['synth'], { NAME: 'b' })).toMatchObject({ code: 0 });
    const other = note();
    expect(other).not.toBe(first);
    project.write('clusters/one.ts', `${readFileSync(join(project.folder, 'clusters/one.ts'), 'utf8')}// \n`);
    expect(await project.run(['synth'], { NAME: 'b' })).toMatchObject({ code: 0 });
    expect(note()).not.toBe(other);
  } finally {
    project.remove();
  }
});

test('code that changed after the run began has no state, since what is loaded is not what is there', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-clean-'));
  try {
    const path = join(folder, 'late.ts');
    writeFileSync(path, '');
    rememberSource(path);
    expect(stateOfCode(folder, Date.now() + 60_000)).toMatch(/^[0-9a-f]{64}$/);
    expect(stateOfCode(folder, Date.now() - 60_000)).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('what another run noted of other clusters stays, and a damaged note counts as none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'asterism-clean-'));
  try {
    expect(readClean(folder)).toEqual(new Map());
    writeClean(folder, readClean(folder), new Map([['one', 'a']]));
    writeClean(folder, readClean(folder), new Map([['two', 'b']]));
    expect(readClean(folder)).toEqual(
      new Map([
        ['one', 'a'],
        ['two', 'b'],
      ]),
    );
    writeFileSync(join(folder, '.asterism-cache/clean'), 'no note');
    expect(readClean(folder).get('one')).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
