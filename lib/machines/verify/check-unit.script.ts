// Written by `npm run scripts` from check-unit.sh: change that.
export const checkUnit = [
  "# check_unit MACHINE UNIT: a unit of systemd runs on a machine.",
  "check_unit() {",
  "  check \"$2 runs on $1\" \\",
  "    \"it rejected its configuration, or the address it listens on did not exist yet when it started\" \\",
  "    \"on $1: journalctl -u $2\" \\",
  "    on \"$1\" \"systemctl is-active $2\"",
  "}",
  "",
].join('\n');
