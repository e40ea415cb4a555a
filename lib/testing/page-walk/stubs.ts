/**
 * Stand-ins for the programs that pages call, as scripts of a shell. A machine is a folder of its address with its files. Each
 * stand-in holds its words and inputs against what the program would need, and fails as it would; `$stage` is the walk's folder.
 */

const head = `#!/bin/sh
set -u
fail() { echo "$(basename "$0"): $*" >&2; exit 90; }
`;

/** The address in `root@ADDRESS`, which has to be a machine that asterism writes files for. */
const machine = `
machine() {
  at=\${1#root@}
  [ "$at" != "$1" ] || fail "$1 does not begin with root@"
  [ -d "$stage/machines/$at" ] || fail "$at is not a machine of the cluster"
}
`;

/** Ends after the options of ssh and scp. */
const options = `
while :; do
  case "\${1:-}" in
    -r) shift ;;
    -J) [ -d "$stage/machines/\${2#root@}" ] || fail "no way over $2"; shift 2 ;;
    *) break ;;
  esac
done
`;

const scp = `${head}${machine}${options}
[ $# -ge 2 ] || fail "too few words: $*"
for target; do :; done
machine "\${target%%:*}"
path=\${target#*:}
case "$path" in /*) into=$stage/machines/$at$path ;; *) into=$stage/machines/$at/root/$path ;; esac
case "$path" in */) [ -d "$into" ] || fail "$path is not a folder on $at" ;; esac
[ -d "$(dirname "$into")" ] || fail "the folder of $path is not on $at"
while [ $# -gt 1 ]; do
  [ -e "$1" ] || fail "$1: No such file or directory"
  cp -r "$1" "$into"
  shift
done
`;

/** What a machine runs has its own programs, and its folders in place of those of the root. */
const ssh = `${head}${machine}${options}
[ $# -ge 2 ] || fail "no command: $*"
machine "$1"
shift
root=$stage/machines/$at
command=$(printf '%s' "$*" | sed -E "s#(^|[^A-Za-z0-9_.-])/(etc|var)/#\\\\1$root/\\\\2/#g")
cd "$root/root" && root=$root PATH="$stage/remote:/usr/bin:/bin" exec /bin/sh -c "$command"
`;

const kubectl = `${head}
words="$*"
case "$words" in
  *"get nodes --output name"*) exit 0 ;;
  *"get node "*"--output name"*) exit 0 ;;
  *jsonpath=*password*) printf cGFzc3dvcmQ=; exit 0 ;;
esac
while [ $# -gt 0 ]; do
  case "$1" in
    -f) [ "$2" = - ] && cat >/dev/null || [ -e "$2" ] || fail "$2 not found" ; shift ;;
    --from-file=*) [ -s "\${1##*=}" ] || fail "\${1##*=} not found" ;;
  esac
  shift
done
case "$words" in *bootstrap.yaml*) : >"$stage/delivered" ;; esac
echo "$words"
`;

const helm = `${head}
case "$*" in "upgrade --install "*) ;; *) fail "unexpected words: $*" ;; esac
case "$*" in *" --version "*) ;; *) fail "no version: $*" ;; esac
case "$*" in *" --wait"*) fail "waits for every replica, and for what only a later hook makes: $*" ;; esac
while [ $# -gt 0 ]; do
  [ "$1" != --values ] || [ -s "$2" ] || fail "$2 not found"
  shift
done
`;

const tofu = `${head}
folder=\${1#-chdir=}
[ "$folder" != "$1" ] || fail "works in the folder of the repository"
ls "$folder"/*.tf.json >/dev/null 2>&1 || fail "no configuration in $folder"
case "$2" in
  init) mkdir -p "$folder/.terraform" ;;
  plan) [ -d "$folder/.terraform" ] || fail "run init first"; : >"$folder/plan"; : >"$folder/terraform.tfstate" ;;
  show) [ -e "$folder/plan" ] || fail "no plan" ;;
  apply) [ -e "$folder/plan" ] || fail "no plan" ;;
  *) fail "unexpected words: $*" ;;
esac
`;

/** \`sh FILE\` of a page: verify.sh answers by what is there so far. */
const sh = `${head}
case "\${1:-}" in
  */verify.sh) ;;
  *) exec /bin/sh "$@" ;;
esac
[ -s "$1" ] || fail "$1 not found"
known=" $(/bin/sh "$1" --list | cut -d ' ' -f 1 | tr '\\n' ' ')"
shift
[ $# -gt 0 ] || set -- $known
for stage_name; do
  case "$known" in *" $stage_name "*) ;; *) fail "verify.sh has no stage $stage_name" ;; esac
  case "$stage_name" in
    workloads | entry) [ -e "$stage/delivered" ] || fail "$stage_name cannot be ok before anything is delivered" ;;
    nodes | api | pods | services | dns | balancer)
      for node in "$stage"/machines/*/is-node; do
        [ -s "$(dirname "$node")/runs" ] || fail "$stage_name cannot be ok before every node has joined: $node"
      done
      ;;
  esac
done
`;

const npm = `${head}
[ "$*" = "run synth" ] || fail "unexpected words: $*"
[ -z "\${removed:-}" ] || rm "$removed"
`;

/** Programs of machines. `$root` is the machine. */
const remoteSh = `${head}
[ -s "$1" ] || fail "$1 is not on the machine"
/bin/sh -n "$1" || exit 91
need() { for file; do [ -s "$root/$file" ] || fail "$script before $file is there"; done; }
script=$(basename "$1")
shift
case "$script" in
  apply-firewall.sh) case "$1" in test) [ -e "$2" ] || fail "$2 is not on the machine" ;; confirm) ;; *) fail "$*" ;; esac ;;
  selinux.sh) need etc/tmpfiles.d/haproxy.conf etc/haproxy/haproxy.cfg ;;
  install-k3s.sh) need etc/rancher/k3s/config.yaml; : >"$root/installed"; echo "$1" >"$root/installed" ;;
  begin-cluster.sh)
    need etc/rancher/k3s/token
    [ "\${1:-}" = prepare ] || { need installed; PATH=$stage/remote:$PATH systemctl restart k3s; }
    ;;
  join-token.sh)
    mkdir -p "$root/etc/rancher/k3s"
    case "$1" in
      make) [ -s "$root/etc/rancher/k3s/token" ] || echo token >"$root/etc/rancher/k3s/token" ;;
      show) need etc/rancher/k3s/token; cat "$root/etc/rancher/k3s/token" ;;
      take | take-new) cat >"$root/etc/rancher/k3s/token"; need etc/rancher/k3s/token ;;
      rotate) need etc/rancher/k3s/token ;;
      *) fail "$*" ;;
    esac
    ;;
  restore-k3s.sh)
    [ -s "$1" ] || fail "$1 is not on the machine"
    [ ! -s "$root/runs" ] || fail "k3s runs here"
    PATH=$stage/remote:$PATH systemctl start k3s
    ;;
  postgresql.sh) need root/postgresql/init.sql root/postgresql/pg_hba.conf ;;
  open-vswitch.sh | prepare-longhorn.sh) ;;
  *) fail "unknown script $script" ;;
esac
`;

const systemctl = `${head}
while :; do case "\${1:-}" in --*) shift ;; *) break ;; esac; done
verb=\${1:-}
[ $# -eq 0 ] || shift
while :; do case "\${1:-}" in --*) shift ;; *) break ;; esac; done
for unit; do
  case "$verb $unit" in
    "restart k3s"* | "start k3s"*)
      [ -s "$root/etc/rancher/k3s/token" ] || fail "$unit starts without a token"
      if [ ! -d "$root/etc/nixos" ]; then
        [ -s "$root/etc/rancher/k3s/config.yaml" ] || fail "$unit starts without its configuration"
        [ -s "$root/installed" ] || fail "$unit is not installed"
      fi
      mkdir -p "$root/var/lib/rancher/k3s/server/db/snapshots"
      for file in token db/state.db db/snapshots/before; do echo x >"$root/var/lib/rancher/k3s/server/$file"; done
      mkdir -p "$root/etc/rancher/node"
      [ -s "$root/etc/rancher/node/password" ] || echo x >"$root/etc/rancher/node/password"
      echo "$unit" >"$root/runs" ;;
    "stop k3s"*) rm -f "$root/runs" ;;
    "is-active k3s"*) [ -s "$root/runs" ] || exit 3 ;;
    "disable dhcpd") rm -f "$root/dhcpd" ;;
    "restart kea-dhcp4") [ ! -e "$root/dhcpd" ] || fail "dhcpd still has the port" ;;
  esac
done
`;

const nixosRebuild = `${head}
cd "$root/etc/nixos" || exit 1
[ -s configuration.nix ] || fail "no configuration.nix in /etc/nixos"
for file in $(grep -oh '[ ({]\\./[A-Za-z0-9_.-]*[A-Za-z0-9_-]' ./*.nix | sed 's/.*\\.\\///'); do
  [ -s "$file" ] || fail "$file, which the configuration names, is not in /etc/nixos"
done
for secret in $(grep -oh '/etc/\\(rancher\\|secrets\\)/[A-Za-z0-9_./-]*' ./*.nix | grep -v config.yaml | sort -u); do
  [ -s "$root$secret" ] || fail "$secret, which the configuration reads, is not on the machine"
done
[ ! -s k3s.nix ] || PATH=$stage/remote:$PATH systemctl restart k3s
`;

const dnf = `${head}
case "$*" in "install --assumeyes "*) ;; *) fail "it would ask: $*" ;; esac
case " $* " in *" haproxy "*) mkdir -p "$root/etc/haproxy" "$root/etc/tmpfiles.d" ;; esac
case " $* " in *" kea "*) mkdir -p "$root/etc/kea" ;; esac
`;

/** Packs files of the machine under the names that they have there. */
const tar = `${head}
[ "$1" = -cz ] || fail "unexpected words: $*"
shift
for path; do shift; set -- "$@" "\${path#"$root"/}"; done
exec /bin/tar -cz -C "$root" "$@"
`;

const file = (name: string) => `${head}
for last; do :; done
[ -s "$last" ] || fail "$last not found"
echo ${name} >/dev/null
`;
const anything = `${head}exit 0\n`;

/** Programs of the person's machine, by name. */
export const ownPrograms: Readonly<Record<string, string>> = {
  scp,
  ssh,
  kubectl,
  helm,
  tofu,
  sh,
  npm,
  git: anything,
  argocd: anything,
};

/** Programs of machines, by name. */
export const machinePrograms: Readonly<Record<string, string>> = {
  sh: remoteSh,
  systemctl,
  tar,
  dnf,
  'nixos-rebuild': nixosRebuild,
  'kea-dhcp4': file('kea'),
  dhcpd: file('dhcpd'),
  haproxy: file('haproxy'),
  runuser: `${head}echo dump\n`,
  ...Object.fromEntries(
    [
      'reboot',
      'cloud-init',
      'nmcli',
      'ovs-vsctl',
      'ip',
      'hostname',
      'apt-get',
      'k3s',
      'nixos-generate-config',
    ].map((name) => [name, anything]),
  ),
};
