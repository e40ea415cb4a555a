import { type Facts } from '../../inventory';
import { filledScript, inDoubleQuotes, inQuotes, shellWord } from '../../values';
import { images } from '../images';
import { inLayers } from '../layers';
import { scriptHeader, textOf } from '../machine-file';
import { type Machine, machinesOf } from '../machines';
import { type AllRunning, collectedFrom } from '../running';
import { closing } from './closing.script';
import { clusterStages } from './cluster-stages';
import { machinesStage } from './machines-stage';
import { opening } from './opening.script';
import { pods } from './pods.script';
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
  const nodes = machines.filter(({ node }) => node !== undefined);
  return textOf([
    openingLines(facts, machines, nodes),
    '',
    podLines(facts.name, nodes),
    '',
    ...stages.flatMap(({ says, script }) => [`# ${says}`, '', script, '']),
    closingLines(stages),
  ]);
}

/** What comes before the stages: the machines, how a check runs, and how it is reported. */
function openingLines(facts: Facts, machines: readonly Machine[], nodes: readonly Machine[]): string {
  const withSsh = facts.distribution.ssh ? machines : machines.filter(({ node }) => node === undefined);
  return part(opening, {
    header: scriptHeader(facts),
    cluster: facts.name,
    machines: namesOf(withSsh),
    nodes: namesOf(nodes),
    way_in: inQuotes(nodes.find(({ via }) => via !== undefined)?.via ?? ''),
    addresses: machines
      .map(({ name, address }) => `    ${shellWord(name)}) echo ${shellWord(address)} ;;`)
      .join('\n'),
  });
}

function namesOf(machines: readonly Machine[]): string {
  return inQuotes(machines.map(({ name }) => name).join(' '));
}

/** The pods that ask and answer, two on each node; whoever needs them calls `pods_up`. */
function podLines(cluster: string, [server]: readonly Machine[]): string {
  return part(pods, {
    image: images.busybox,
    server: shellWord(server?.name ?? ''),
    cluster: inDoubleQuotes(cluster),
  });
}

/** What comes after the stages: which ones run, and that nothing is left behind. */
function closingLines(stages: readonly Stage[]): string {
  return part(closing, {
    stages: stages.map(({ name }) => name).join(' '),
    list: stages.map(({ name, says }) => `${name.padEnd(10)}${says}`).join('\n'),
    unchecked: uncheckedBy(stages).join('; '),
  });
}

/** What no stage asks: "0 failed" says nothing of it. */
function uncheckedBy(stages: readonly Stage[]): readonly string[] {
  const hasCertificates = stages.some(({ name }) => name === 'certificates');
  return [
    'whether backups can be restored',
    'what the router lets in from the internet',
    ...(hasCertificates ? [] : ['certificates of web pages']),
    'load-balancer addresses as other networks see them',
    'NodePorts from outside',
  ];
}

/** A part of the script, whose last line is ended by what joins the parts. */
function part(script: string, values: Readonly<Record<string, string>>): string {
  return filledScript(script, values).trimEnd();
}
