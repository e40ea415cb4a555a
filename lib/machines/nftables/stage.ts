import { firewallPart } from '../verify/firewall-part';
import type { StagePart } from '../verify/stage';
import { tableName } from '../table-name';

/** Holds the table that is loaded on machines against their files. */
export function nftablesStage(machines: readonly string[]): readonly StagePart[] {
  return firewallPart(machines, 'check_nftables', functions);
}

const table = `inet ${tableName}`;

const functions = `# nft may print a rule differently from the file. So the machine loads the file into an empty network namespace, and the same
# nft lists both tables.
same_rules() {
  rules=$here/$1/nftables.nft
  [ -r "$rules" ] || {
    echo "$rules not found"
    return 1
  }
  on "$1" 'unshare -n sh -c "nft -f - && nft -s list table ${table}"' <"$rules" >"$scratch/wanted" || return 1
  on "$1" 'nft -s list table ${table}' >"$scratch/loaded" || return 1
  diff "$scratch/wanted" "$scratch/loaded" >"$scratch/difference" && return
  sed -n -e 's/^< */missing: /p' -e 's/^> */unexpected: /p' "$scratch/difference" | head -n 1
  return 1
}

# An accept in one table does not undo a drop in another.
only_ours_drops() {
  on "$1" 'nft list chains' >"$scratch/chains" || return 1
  awk '/^table/ { name = $2 " " $3 }
    /policy drop/ && name != "${table}" { print "table " name " drops as well"; bad = 1 }
    END { exit bad }' "$scratch/chains"
}

# Every chain that drops ends in a counter. Prints hook and packets of each.
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
    "the system's own firewall or an older table is active too, and what it drops stays dropped" \\
    "on $1: nft list ruleset; disable the other one" \\
    only_ours_drops "$1"
  check "$1 counts what it drops" \\
    "the table is not loaded, or it is an older one" \\
    "RUNBOOK.md, Apply a firewall" \\
    counters "$1"
  [ "$result" = FAIL ] || echo "      dropped so far: $found"
}`;
