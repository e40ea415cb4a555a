// Written by `npm run scripts` from check-nodes-reach.sh: change that.
export const checkNodesReach = [
  "# check_nodes_reach MACHINE ADDRESS PORT",
  "check_nodes_reach() {",
  "  for node in $nodes; do",
  "    check \"$node reaches $2:$3\" \\",
  "      \"the firewall of $1 does not know the node's address, or PostgreSQL listens elsewhere\" \\",
  "      \"RUNBOOK.md, Apply a firewall; on $1: ss -ltn\" \\",
  "      on \"$node\" \"$(opens \"$2\" \"$3\")\"",
  "  done",
  "}",
  "",
].join('\n');
