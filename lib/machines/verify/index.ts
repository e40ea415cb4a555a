import { type Facts } from '../../inventory';
import { header, textOf } from '../machine-file';
import { inLayers } from '../layers';
import { type Machine, machinesOf } from '../machines';
import { type AllRunning, collectedFrom } from '../running';
import { inDoubleQuotes, inQuotes, shellWord } from '../../values';
import { clusterStages } from './cluster-stages';
import { closingLines, openingLines, podLines } from './frame';
import { machinesStage } from './machines-stage';
import { joined, type Stage, verifyStages } from './stage';

/** Every stage of a cluster's `verify.sh`, in the order in which they run. */
export function stagesOf(all: AllRunning): readonly Stage[] {
  const parts = all.running.flatMap((one) => inLayers(collectedFrom(one, all, verifyStages)));
  return joined([machinesStage, ...clusterStages(all.model.plan), ...parts]);
}

/**
 * Script that checks a running cluster from a person's machine, with nothing but kubectl and ssh.
 * @param stages what it checks, in order
 */
export function verifyScript(facts: Facts, stages: readonly Stage[]): string {
  const machines = machinesOf(facts);
  const { ssh } = facts.distribution;
  const nodes = machines.filter(({ node }) => node !== undefined);
  const agents = nodes.filter(({ node }) => node?.role === 'agent');
  const [server = { name: '' }] = nodes;
  return textOf([
    '#!/bin/sh',
    ...header(facts, '#'),
    '#',
    `# Checks ${facts.name} stage by stage. Each check prints one line; a failed one adds what was found, the likely cause and the next step.`,
    '# For details: sh verify.sh --help',
    `machines=${namesOf(ssh ? machines : machines.filter(({ node }) => node === undefined))}`,
    `nodes=${namesOf(nodes)}`,
    ...(ssh ? [`agents=${namesOf(agents)}`] : []),
    '',
    ...addressLines(machines),
    '',
    ...loginLines(machines),
    '',
    openingLines(),
    '',
    podLines(facts.name, server),
    '',
    ...stages.flatMap(({ says, script }) => [`# ${says}`, script, '']),
    closingLines(stages),
  ]);
}

function namesOf(machines: readonly Machine[]): string {
  return inQuotes(machines.map(({ name }) => name).join(' '));
}

function addressLines(machines: readonly Machine[]): readonly string[] {
  return [
    'address_of() {',
    '  case $1 in',
    ...machines.map(({ name, address }) => `    ${shellWord(name)}) echo ${shellWord(address)} ;;`),
    '  esac',
    '}',
  ];
}

/** Nothing may ask and nothing may wait for ever. */
function loginLines(machines: readonly Machine[]): readonly string[] {
  const [behind] = machines.filter(({ via }) => via !== undefined);
  return [
    '# on MACHINE COMMAND: runs a command there.',
    'on() {',
    '  machine=$1 command=$2',
    '  set -- -o BatchMode=yes -o ConnectTimeout=5 -o ServerAliveInterval=5 -o ServerAliveCountMax=2',
    ...(behind?.via === undefined
      ? []
      : [
          '  case " $nodes " in',
          `    *" $machine "*) set -- "$@" -J "$user@${inDoubleQuotes(behind.via)}" ;;`,
          '  esac',
        ]),
    '  # $command expands here on purpose: it is what the machine runs.',
    '  # shellcheck disable=SC2029',
    '  ssh "$@" "$user@$(address_of "$machine")" "$command"',
    '}',
  ];
}
