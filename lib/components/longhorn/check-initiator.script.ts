// Written by `npm run scripts` from check-initiator.sh: change that.
export const checkInitiator = [
  "# check_initiator MACHINE: it can attach volumes, which takes the iSCSI initiator and its module.",
  "check_initiator() {",
  "  check \"iSCSI is ready on $1\" \\",
  "    \"the node was not prepared for Longhorn\" \\",
  "    \"RUNBOOK.md, Longhorn on the nodes\" \\",
  "    on \"$1\" \"systemctl is-active iscsid && grep -q '^iscsi_tcp ' /proc/modules\"",
  "}",
  "",
].join('\n');
