import { tableName } from '../../network';
import type { Machine } from '../machines';
import { shellWord } from '../../values';
import type { Stage } from './stage';

/** SSH and host names. */
export const machinesStage: Stage = {
  name: 'machines',
  says: 'SSH reaches every machine, and it bears its name',
  script: `has_name() {
  name=$(on "$1" hostname) || return 1
  echo "$name"
  [ "$name" = "$1" ]
}

stage_machines() {
  for machine in $machines; do
    check "$machine bears its name" \\
      "it is off, has another address, refuses the key, or was not restarted after it got its name" \\
      "ssh $user@$(address_of "$machine") hostname" \\
      has_name "$machine"
  done
}`,
};

/** Packet filters in the kernel, held against the files beside the script. */
export function firewallStage(machines: readonly Machine[]): readonly Stage[] {
  const filtered = machines.filter(({ filter }) => filter === 'nftables');
  const zoned = machines.filter(({ filter }) => filter === 'firewalld');
  if (filtered.length + zoned.length === 0) return [];
  return [
    {
      name: 'firewall',
      says: 'the firewall of every machine is the one in its folder, nothing else drops, and drops are counted',
      script: [
        'here=$(cd "$(dirname "$0")" && pwd)',
        ...(filtered.length > 0 ? [nftablesFunctions] : []),
        ...(zoned.length > 0 ? [firewalldFunctions] : []),
        [
          'stage_firewall() {',
          ...filtered.map(({ name }) => `  check_nftables ${shellWord(name)}`),
          ...zoned.map(({ name }) => `  check_firewalld ${shellWord(name)}`),
          '}',
        ].join('\n'),
      ].join('\n\n'),
    },
  ];
}

const table = `inet ${tableName}`;

const nftablesFunctions = `# The file is loaded into an empty network namespace there and both are listed by the same nft, which may write a rule in
# another way than we do.
same_rules() {
  rules=$here/$1/nftables.nft
  [ -r "$rules" ] || {
    echo "$rules is not there"
    return 1
  }
  on "$1" 'unshare -n sh -c "nft -f - && nft -s list table ${table}"' <"$rules" >"$scratch/wanted" || return 1
  on "$1" 'nft -s list table ${table}' >"$scratch/loaded" || return 1
  diff "$scratch/wanted" "$scratch/loaded" >"$scratch/difference" && return
  sed -n -e 's/^< */lacks /p' -e 's/^> */has as well /p' "$scratch/difference" | head -n 1
  return 1
}

# An accept in one table does not undo a drop in another.
only_ours_drops() {
  on "$1" 'nft list chains' >"$scratch/chains" || return 1
  awk '/^table/ { name = $2 " " $3 }
    /policy drop/ && name != "${table}" { print "table " name " drops as well"; bad = 1 }
    END { exit bad }' "$scratch/chains"
}

# Every chain that drops ends in a counter: hook and packets.
counters() {
  on "$1" 'nft list table ${table}' >"$scratch/counters" || return 1
  awk '/ hook / { hook = $4 }
    /comment "dropped"/ { for (i = 1; i < NF; i++) if ($i == "packets") count = $(i + 1)
      printf "%s%s %s", (seen++ ? ", " : ""), hook, count }
    END { exit !seen }' "$scratch/counters"
}

check_nftables() {
  check "$1 has its packet filter loaded" \\
    "it was never loaded, or the machine started with an older configuration" \\
    "RUNBOOK.md, Apply a firewall" \\
    on "$1" 'nft list table ${table} >/dev/null'
  check "$1 has the rules of $1/nftables.nft" \\
    "the file changed after it was loaded, or a trial was rolled back" \\
    "RUNBOOK.md, Apply a firewall" \\
    same_rules "$1"
  check "$1 has no other table that drops" \\
    "the firewall of the system or an older file is on as well, and what it drops stays dropped" \\
    "on $1: nft list ruleset; switch the other one off" \\
    only_ours_drops "$1"
  check "$1 counts what it drops" \\
    "the table is not loaded, or it is an older one" \\
    "RUNBOOK.md, Apply a firewall" \\
    counters "$1"
  [ "$result" = FAIL ] || echo "      dropped so far: $found"
}`;

const firewalldFunctions = `# Every zone and policy beside the script is on the machine.
same_zones() {
  for file in "$here/$1"/firewalld/*/*.xml; do
    [ -r "$file" ] || {
      echo "$file is not there"
      return 1
    }
    kind=$(basename "$(dirname "$file")")
    name=$(basename "$file")
    on "$1" "cat /etc/firewalld/$kind/$name" >"$scratch/zone" || return 1
    cmp -s "$file" "$scratch/zone" || {
      echo "/etc/firewalld/$kind/$name is another one"
      return 1
    }
  done
}

no_direct_rules() {
  rules=$(on "$1" 'firewall-cmd --permanent --direct --get-all-rules') || return 1
  echo "$rules"
  [ -z "$rules" ]
}

check_firewalld() {
  check "$1 runs firewalld" \\
    "it is switched off or has ended" \\
    "on $1: systemctl status firewalld; journalctl -u firewalld" \\
    on "$1" 'firewall-cmd --state'
  check "$1 has the zones and policies of $1/firewalld" \\
    "a file changed after it was loaded, or a trial was rolled back" \\
    "RUNBOOK.md, Apply a firewall" \\
    same_zones "$1"
  check "$1 has no direct rules" \\
    "rules of an older set-up are still there; the masquerade stands in the policy now" \\
    "on $1: firewall-cmd --permanent --direct --remove-rule ...; firewall-cmd --reload" \\
    no_direct_rules "$1"
}`;
