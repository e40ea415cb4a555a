import { ofProjects } from './asterism';
import { commandLine } from './run';
import { unknownCommand } from './unknown-command';

const names = commandLine([], '/').commands.map((command) => command.name());

test.each([
  ['diff', /; run asterism synth, and git diff dist apps shows what changes/],
  ['Plan', /; run asterism synth, and git diff dist apps/],
  ['apply', /; asterism applies nothing itself: .*Argo CD applies it/],
  ['deploy', /bootstrap\/README\.md/],
  ['lint', /; asterism synth --check /],
  ['valdate', /; asterism synth --check /],
  ['render', /; asterism synth writes/],
  ['template', /; asterism synth writes/],
  ['synht', /; did you mean asterism synth\?$/],
  ['reech', /; did you mean asterism reach\?$/],
  ['encrypt', /; asterism seal /],
  ['zzzzzzzz', /^error: unknown command "zzzzzzzz"$/],
  ['constructor', /^error: unknown command "constructor"$/],
])('%s says what to run', (written, expected) => {
  expect(unknownCommand(written, names)).toMatch(expected);
});

test('every command but init needs the clusters of a project', () => {
  expect([...ofProjects, 'init'].sort()).toEqual([...names].sort());
});
