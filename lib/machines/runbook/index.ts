import type { Facts } from '../../inventory';
import type { PacketFilters } from '../../network';
import { textOf } from '../machine-file';
import { everyMachine, isOurs, type Machine } from '../machines';
import { nodeGuideOf } from '../node-guide';
import type { AllRunning } from '../running';
import type { Stage } from '../verify/stage';
import { folderOf } from './commands';
import { stepLines } from './step';
import { stepsOf } from './steps';
import { pageName, type RunbookTask } from './task';

/**
 * The page that a person follows when machines are set up or something is wrong.
 * @param stages those of `verify.sh`
 * @param tasks those that have pages of their own
 */
export function runbookPage(
  whole: AllRunning,
  stages: readonly Stage[],
  tasks: readonly RunbookTask[],
): string {
  const { plan, filters } = whole.model;
  const { facts } = plan;
  const folder = folderOf(facts);
  const { secrets } = nodeGuideOf(facts);
  const whom = facts.distribution.ssh ? '' : 'The nodes are not reached by SSH. For other machines: ';
  return textOf([
    `# Machines of ${facts.name}`,
    '',
    `Written by \`npm run synth\` from the description of cluster ${facts.name}. Commands run from the root of the repository, in this order. After each step, run its check, and continue when every line is ok. A failed line says what was found, the likely cause and the next step.`,
    '',
    ...openLines(facts),
    '## Overview',
    '',
    '| machine | address | what | firewall |',
    '| --- | --- | --- | --- |',
    ...everyMachine(facts).map(
      (machine) =>
        `| ${machine.name} | ${machine.address}${machine.via === undefined ? '' : ` via ${machine.via}`} | ${whatIs(machine)} | ${filterOf(machine.name, filters)} |`,
    ),
    '',
    `${whom}Commands log in as root with a key. Where only another user can log in, as on Ubuntu, give root that user's keys first: \`ssh USER@ADDRESS sudo install -D -m 600 .ssh/authorized_keys /root/.ssh/authorized_keys\`. ${secrets === undefined ? 'Passwords' : `${secrets}; passwords`} are in Secrets of the cluster. This repository contains none of them.`,
    '',
    '## Set up',
    '',
    ...stepsOf('setUp', whole, stages).flatMap((step, index) =>
      stepLines(step, `### ${index + 1}. ${step.title}`, folder),
    ),
    '## Maintenance',
    '',
    ...stepsOf('maintenance', whole, stages).flatMap((step) => stepLines(step, `### ${step.title}`, folder)),
    ...(tasks.length === 0
      ? []
      : [
          '### Other tasks',
          '',
          `Each has a page in ${folder}/runbooks; \`npx asterism runbook TASK\` prints it as the description is now.`,
          '',
          '| task | page |',
          '| --- | --- |',
          ...tasks.map((task) => `| ${task.title} | runbooks/${pageName(task)}.md |`),
          '',
        ]),
    '## Troubleshooting',
    '',
    '```sh',
    `sh ${folder}/verify.sh`,
    '```',
    '',
    'Start with the first line that is not ok: it often causes the ones after it.',
    '',
    '| stage | checks |',
    '| --- | --- |',
    ...stages.map(({ name, says }) => `| ${name} | ${says} |`),
  ]);
}

/** What a machine is. Of a host without a system, nothing but the files of its programs is written. */
function whatIs(machine: Machine): string {
  const { node, host } = machine;
  return node?.role ?? `${host?.description ?? ''}${isOurs(machine) ? '' : ' (set up by others)'}`;
}

/** The packet filter of a machine, where asterism writes one. */
function filterOf(machine: string, filters: PacketFilters): string {
  const filter = filters.get(machine);
  return filter?.ships === undefined ? 'not managed here' : filter.program;
}

function openLines({ open, name }: Facts): readonly string[] {
  if (open.length === 0) return [];
  return [
    '## Fill in first',
    '',
    `These facts are still missing. The files contain examples in their place, which do not work when deployed. Put the facts into the description of cluster ${name} and run \`npm run synth\`.`,
    '',
    ...open.map(({ at, what }) => `- \`${at}\`: ${what}`),
    '',
  ];
}
