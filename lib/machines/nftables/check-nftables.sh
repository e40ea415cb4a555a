# nft may print a rule differently from the file. So the machine loads the file into an empty network namespace, and the same
# nft lists both tables.
same_rules() {
  rules=$(dirname "$0")/$1/nftables.nft
  [ -r "$rules" ] || {
    echo "$rules not found"
    return 1
  }
  on "$1" 'unshare -n sh -c "nft -f - && nft -s list table inet @table@"' <"$rules" >"$scratch/wanted" || return 1
  on "$1" 'nft -s list table inet @table@' >"$scratch/loaded" || return 1
  diff "$scratch/wanted" "$scratch/loaded" >"$scratch/difference" && return
  sed -n -e 's/^< */missing: /p' -e 's/^> */unexpected: /p' "$scratch/difference" | head -n 1
  return 1
}

# An accept in one table does not undo a drop in another.
only_ours_drops() {
  on "$1" 'nft list chains' >"$scratch/chains" || return 1
  awk '/^table/ { name = $2 " " $3 }
    /policy drop/ && name != "inet @table@" { print "table " name " drops as well"; bad = 1 }
    END { exit bad }' "$scratch/chains"
}

# Every chain that drops ends in a counter. Prints hook and packets of each.
counters() {
  on "$1" 'nft list table inet @table@' >"$scratch/counters" || return 1
  awk '/ hook / { hook = $4 }
    /comment "dropped"/ { for (i = 1; i < NF; i++) if ($i == "packets") count = $(i + 1)
      printf "%s%s %s", (seen++ ? ", " : ""), hook, count }
    END { exit !seen }' "$scratch/counters"
}

# check_nftables MACHINE: its loaded table against the file beside this script.
check_nftables() {
  check "$1 has its packet filter loaded" \
    "it was never loaded, or the machine started with an older configuration" \
    "RUNBOOK.md, Apply a firewall" \
    on "$1" 'nft list table inet @table@ >/dev/null'
  check "$1 has the rules of $1/nftables.nft" \
    "the file changed after it was loaded, or a trial was rolled back" \
    "RUNBOOK.md, Apply a firewall" \
    same_rules "$1"
  check "$1 has no other table that drops" \
    "the system's own firewall or an older table is active too, and what it drops stays dropped" \
    "on $1: nft list ruleset; disable the other one" \
    only_ours_drops "$1"
  check "$1 counts what it drops" \
    "the table is not loaded, or it is an older one" \
    "RUNBOOK.md, Apply a firewall" \
    counters "$1"
  [ "$result" = FAIL ] || echo "      dropped so far: $found"
}
