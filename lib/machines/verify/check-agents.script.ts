// Written by `npm run scripts` from check-agents.sh: change that.
export const checkAgents = [
  "# check_agents ADDRESS PORT NODE…: agents reach the API where nodes do.",
  "check_agents() {",
  "  address=$1 port=$2",
  "  shift 2",
  "  for node in \"$@\"; do",
  "    check \"$node reaches $address:$port\" \\",
  "      \"the firewall of the machine there does not know this node's address\" \\",
  "      \"RUNBOOK.md, Apply a firewall\" \\",
  "      on \"$node\" \"$(opens \"$address\" \"$port\")\"",
  "  done",
  "}",
  "",
].join('\n');
