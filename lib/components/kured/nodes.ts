import { header, type Machine, type MachineFile, type RunContext, ssh, type Step } from '../../core';

/**
 * A module for a node that runs NixOS, where nothing says by itself that a reboot is due: it is when the kernel of the running system
 * is not that of the newest one. `/var/run` is a link to `/run`.
 */
export function nodeModule({ node }: Machine, { model }: RunContext): readonly MachineFile[] {
  if (node === undefined) return [];
  const lines = [
    ...header(model.plan.facts, '#'),
    '{ ... }:',
    '',
    '{',
    '  # kured reboots the node when the file is there.',
    '  systemd.services.reboot-required = {',
    '    description = "Says that a new kernel waits for a reboot";',
    '    startAt = "hourly";',
    '    serviceConfig.Type = "oneshot";',
    "    script = ''",
    '      booted=$(readlink -f /run/booted-system/kernel /run/booted-system/initrd)',
    '      newest=$(readlink -f /nix/var/nix/profiles/system/kernel /nix/var/nix/profiles/system/initrd)',
    '      if [ "$booted" = "$newest" ]; then rm -f /run/reboot-required; else touch /run/reboot-required; fi',
    "    '';",
    '  };',
    '}',
  ];
  return [{ path: 'reboot-required.nix', text: `${lines.join('\n')}\n` }];
}

/**
 * The step of the runbook for nodes of the Debian family: without this package nothing installs updates, and nothing says that one
 * needs a reboot (`/etc/kernel/postinst.d/unattended-upgrades`).
 */
export function nodeSteps({ machines }: RunContext): readonly Step[] {
  const debian = machines.filter(({ node }) => node?.system?.family === 'debian');
  if (debian.length === 0) return [];
  return [
    {
      phase: 'cluster',
      title: 'Updates that ask for a reboot',
      why: 'Each node installs its security updates by itself and says in /var/run/reboot-required that one needs a reboot. kured reboots one node at a time.',
      commands: debian.map((machine) =>
        ssh(machine, '"apt-get update && apt-get install --yes unattended-upgrades"'),
      ),
      trouble: [
        'A node reboots at another time: something else does it. Look for `Automatic-Reboot` in /etc/apt/apt.conf.d.',
        'A node does not reboot: `kubectl -n kured logs -l app.kubernetes.io/name=kured`. A PodDisruptionBudget that allows nothing keeps it in service.',
      ],
    },
  ];
}
