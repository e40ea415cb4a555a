# Every zone and policy beside the script is on the machine.
same_zones() {
  for file in "$(dirname "$0")/$1"/firewalld/*/*.xml; do
    [ -r "$file" ] || {
      echo "$file not found"
      return 1
    }
    kind=$(basename "$(dirname "$file")")
    name=$(basename "$file")
    on "$1" "cat /etc/firewalld/$kind/$name" >"$scratch/zone" || return 1
    cmp -s "$file" "$scratch/zone" || {
      echo "/etc/firewalld/$kind/$name differs"
      return 1
    }
  done
}

no_direct_rules() {
  rules=$(on "$1" 'firewall-cmd --permanent --direct --get-all-rules') || return 1
  echo "$rules"
  [ -z "$rules" ]
}

# check_firewalld MACHINE: its zones and policies against the files beside this script.
check_firewalld() {
  check "$1 runs firewalld" \
    "it is disabled or has stopped" \
    "on $1: systemctl status firewalld; journalctl -u firewalld" \
    on "$1" 'firewall-cmd --state'
  check "$1 has the zones and policies of $1/firewalld" \
    "a file changed after it was loaded, or a trial was rolled back" \
    "RUNBOOK.md, Apply a firewall" \
    same_zones "$1"
  check "$1 has no direct rules" \
    "rules of an older set-up remain; the policy does the masquerading now" \
    "on $1: firewall-cmd --permanent --direct --remove-rule ...; firewall-cmd --reload" \
    no_direct_rules "$1"
}
