// Written by `npm run scripts` from check-machines.sh: change that.
export const checkMachines = [
  "has_name() {",
  "  name=$(on \"$1\" hostname) || return 1",
  "  echo \"$name\"",
  "  [ \"$name\" = \"$1\" ]",
  "}",
  "",
  "check_machines() {",
  "  for machine in $machines; do",
  "    check \"$machine has its host name\" \\",
  "      \"it is off, has another address, rejects the key, or was not restarted after it got its name\" \\",
  "      \"ssh $user@$(address_of \"$machine\") hostname\" \\",
  "      has_name \"$machine\"",
  "  done",
  "}",
  "",
].join('\n');
