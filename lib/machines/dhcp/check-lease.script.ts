// Written by `npm run scripts` from check-lease.sh: change that.
export const checkLease = [
  "# leased GATEWAY INTERFACE ADDRESS MAC: the machine that answers at the address has this MAC address.",
  "leased() {",
  "  on \"$1\" \"ping -c 1 -W 2 $3 >/dev/null; ip neigh show $3 dev $2\" >\"$scratch/neighbour\" || return 1",
  "  cat \"$scratch/neighbour\"",
  "  grep -q -i \"lladdr $4\" \"$scratch/neighbour\"",
  "}",
  "",
  "# check_lease GATEWAY INTERFACE NODE MAC: a node has its address from the gateway.",
  "check_lease() {",
  "  check \"$3 has the address $(address_of \"$3\") by its lease\" \\",
  "    \"the MAC address in the cluster file is wrong, or the node has not renewed its lease since the change\" \\",
  "    \"on $1: journalctl -u kea-dhcp4 -u dhcpd; restart $3\" \\",
  "    leased \"$1\" \"$2\" \"$(address_of \"$3\")\" \"$4\"",
  "}",
  "",
].join('\n');
