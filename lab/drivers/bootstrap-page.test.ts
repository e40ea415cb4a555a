import { bootstrapSteps, filesToWrite } from './bootstrap-page';

const page = [
  '# Bootstrap of x',
  '## 1. Network: cilium',
  'Text.',
  '```sh',
  'helm upgrade',
  'kubectl wait',
  '```',
  '## 2. Secret a/b',
  '```yaml',
  'no: command',
  '```',
  '```sh',
  'kubectl create secret generic b \\',
  '  --from-file=password=./password --from-file=user=./name.txt',
  '```',
  '',
].join('\n');

test('the commands of a bootstrap page are read block by block, under their headings', () => {
  expect(bootstrapSteps(page)).toEqual([
    { heading: '1. Network: cilium', commands: 'helm upgrade\nkubectl wait\n' },
    {
      heading: '2. Secret a/b',
      commands:
        'kubectl create secret generic b \\\n  --from-file=password=./password --from-file=user=./name.txt\n',
    },
  ]);
});

test('files that a person writes before are found in the commands', () => {
  expect(filesToWrite(bootstrapSteps(page)[1]?.commands ?? '')).toEqual(['password', 'name.txt']);
});

test('a page without commands is an error', () => {
  expect(() => bootstrapSteps('# Bootstrap\n')).toThrow('no commands');
});
