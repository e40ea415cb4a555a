import {
  type Facts,
  filledScript,
  header,
  type Machine,
  type MachineFile,
  type RunContext,
  runsNixos,
  scp,
  shellWord,
  ssh,
  type StagePart,
  type Step,
} from '../../core';
import { checkInitiator } from './check-initiator.script';
import { disksOf } from './disks';
import { prepareLonghorn } from './prepare-longhorn.script';
import type { LonghornSettings } from './props';

/** The script that prepares a node, below the folder of the cluster's machines. */
const script = 'prepare-longhorn.sh';

/** Whether a machine takes the script: those of the Debian family do, and NixOS has a module. */
function takesScript({ node }: Machine): boolean {
  return node?.system?.family === 'debian';
}

/** The script, where a node takes it. */
export function nodeFiles({ model, machines }: RunContext): readonly MachineFile[] {
  if (!machines.some(takesScript)) return [];
  const mark = header(model.plan.facts, '#').join('\n').replace(/^# /, '');
  return [{ path: script, text: filledScript(prepareLonghorn, { header: mark }) }];
}

/**
 * The same for a node that runs NixOS. Longhorn looks for `iscsiadm` and `mount.nfs` in the folders of other distributions.
 * https://github.com/longhorn/longhorn/issues/2166
 */
export function nodeModule({ name, node }: Machine, { model }: RunContext): readonly MachineFile[] {
  if (node === undefined) return [];
  const lines = [
    ...header(model.plan.facts, '#'),
    '{ pkgs, ... }:',
    '',
    '{',
    '  # Volumes are attached by iSCSI; backups on an NFS server are mounted.',
    '  services.openiscsi = {',
    '    enable = true;',
    `    name = "iqn.2016-08.com.open-iscsi:${name}";`,
    '  };',
    '  boot.kernelModules = [ "iscsi_tcp" ];',
    '  boot.supportedFilesystems = [ "nfs" ];',
    '  environment.systemPackages = [ pkgs.nfs-utils ];',
    '  # Longhorn looks for iscsiadm and mount.nfs where other distributions have them.',
    '  systemd.tmpfiles.rules = [ "L+ /usr/local/bin - - - - /run/current-system/sw/bin/" ];',
    '}',
  ];
  return [{ path: 'longhorn.nix', text: `${lines.join('\n')}\n` }];
}

/** The step of the runbook: packages and modules on every node, and which disks Longhorn makes there. */
export function nodeSteps({ model, machines }: RunContext, settings: LonghornSettings): readonly Step[] {
  const { facts } = model.plan;
  const nodes = machines.flatMap((machine) => (machine.node === undefined ? [] : [machine.node]));
  return [
    {
      phase: 'cluster',
      title: 'Longhorn on the nodes',
      why: 'Every node attaches volumes by iSCSI. Only nodes with these annotations get a disk, and only when Longhorn first sees them: annotate before Argo CD installs it.',
      commands: [
        ...machines.flatMap((machine) => prepareCommands(machine, facts)),
        ...nodes.flatMap((node) => {
          const disks = disksOf(node, settings);
          if (disks.length === 0) return [];
          const written = disks.map(({ path, tags }) => ({ path, allowScheduling: true, tags }));
          // https://longhorn.io/docs/1.12.1/nodes-and-volumes/nodes/default-disk-and-node-config/
          return [
            `kubectl annotate node ${node.name} --overwrite node.longhorn.io/default-disks-config=${shellWord(JSON.stringify(written))}`,
            `kubectl label node ${node.name} --overwrite node.longhorn.io/create-default-disk=config`,
          ];
        }),
      ],
      ...(facts.distribution.ssh && { check: ['storage'] }),
      trouble: [
        'A node has no disk in Longhorn: it was annotated too late. Remove its empty disks in Longhorn, or add the disk by hand: `kubectl -n longhorn-system edit nodes.longhorn.io NAME`.',
        'A claim is Pending: with `WaitForFirstConsumer` that is normal until a pod that mounts it has a node. After that, `kubectl describe pvc NAME` says what the provisioner lacks: disks with the tags of the class, free space, or Longhorn itself.',
        'A pod stays in ContainerCreating: `kubectl describe pod NAME`. `iscsiadm` not found or not running is a node that was not prepared.',
      ],
    },
  ];
}

function prepareCommands(machine: Machine, { name: cluster, distribution }: Facts): readonly string[] {
  if (takesScript(machine))
    return [scp(machine, [`dist/${cluster}/hosts/${script}`], ''), ssh(machine, `sh ${script}`)];
  if (machine.node !== undefined && runsNixos(machine.node))
    return [`# ${machine.name}: longhorn.nix is in its folder.`];
  return distribution.ssh
    ? [
        `# ${machine.name} (${machine.address}): install an iSCSI initiator and an NFS client; asterism does not know its system.`,
      ]
    : [];
}

/** Whether the iSCSI initiator runs on every node. */
export function nodeStages({ model, machines }: RunContext): readonly StagePart[] {
  if (!model.plan.facts.distribution.ssh) return [];
  return [
    {
      name: 'storage',
      phase: 'cluster',
      says: 'every node can attach volumes of Longhorn',
      functions: [checkInitiator],
      checks: machines.map(({ name }) => `check_initiator ${name}`),
    },
  ];
}
