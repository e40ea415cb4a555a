/** Keys of older cluster files, by their path below the cluster, and what to write instead. */
const replaced: readonly (readonly [RegExp, string])[] = [
  [/^\.k3s$/, "write distribution: k3s({ … }) with the same settings, and import k3s from 'asterism'"],
  [
    /^\.hosts[.[].*\.services$/,
    'list the programs of the host, such as programs: [dns()]; the reference has a page for each program',
  ],
  [
    /^\.proxmox$/,
    "write const pve = proxmox({ … }) with the same settings before the cluster, machine: pve.vm({ … }) in each node that is a VM, and import proxmox from 'asterism'",
  ],
  [
    /^\.nixos$/,
    "write system: nixos({ … }) with the same settings in each node and host that runs NixOS, and import nixos from 'asterism'",
  ],
];

/**
 * What to write instead of a key of an older version. @param place path below the cluster: `.hosts.db.services`
 * @returns the next step of a message
 */
export function inPlaceOf(place: string): string | undefined {
  return replaced.find(([key]) => key.test(place))?.[1];
}

/** Examples of values for messages. They show what to write in place of the objects and texts of older cluster files. */
export const examples = {
  machine:
    "a machine, such as raspberryPi({ model: 5, disk: 'nvme' }), or pve.vm({ … }) with const pve = proxmox({ … })",
  system: "a system, such as nixos({ release: '25.11' }) or enterpriseLinux()",
} as const;
