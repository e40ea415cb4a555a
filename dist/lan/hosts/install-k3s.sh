#!/bin/sh
# Written by asterism from the description of cluster lan. Change it there and run npm run synth;
# edits in this file are lost.
#
# Installs k3s v1.33.5+k3s1 as a service and does not start it: sh install-k3s.sh server, or agent. With upgrade as a second word it
# replaces an older one. The installer of that release downloads k3s and compares its sum with the one of the release.
# https://docs.k3s.io/installation/configuration Run it as root, after config.yaml is in /etc/rancher/k3s.
set -eu
version=v1.33.5+k3s1

fail() {
  echo "install-k3s: $*" >&2
  exit 1
}

case "${1:-}" in
  server | agent) ;;
  *) fail "unknown role \"${1:-}\"; expected server or agent" ;;
esac
[ -s /etc/rancher/k3s/config.yaml ] || fail "/etc/rancher/k3s/config.yaml not found; copy it first, or k3s starts with other settings"

# Raspberry Pi OS boots without this: https://docs.k3s.io/installation/requirements
has_memory() {
  if [ -e /sys/fs/cgroup/cgroup.controllers ]; then
    grep -q -w memory /sys/fs/cgroup/cgroup.controllers
  else
    awk '$1 == "memory" && $4 == 1 { found = 1 } END { exit !found }' /proc/cgroups
  fi
}
has_memory || fail "the kernel counts no memory of groups of processes; on a Raspberry Pi, add cgroup_memory=1" \
  "cgroup_enable=memory to the one line of /boot/firmware/cmdline.txt and reboot"
modprobe vxlan 2>/dev/null || [ -d /sys/module/vxlan ] || echo "install-k3s: the kernel has no vxlan, which flannel and Cilium" \
  "use between nodes; on Ubuntu for Raspberry Pi install linux-modules-extra-raspi" >&2

found=$(k3s --version 2>/dev/null | sed -n '1s/^k3s version \([^ ]*\).*/\1/p')
if [ "$found" = "$version" ]; then
  echo "k3s $version is installed"
  exit
fi
if [ -n "$found" ]; then
  [ "${2:-}" = upgrade ] || fail "k3s $found is installed, and the cluster file says $version; the runbook says how to upgrade"
  minor_of() {
    echo "$1" | sed -n 's/^v1\.\([0-9]*\)\..*/\1/p'
  }
  step=$(($(minor_of "$version") - $(minor_of "$found")))
  if [ "$step" -lt 0 ] || [ "$step" -gt 1 ]; then
    fail "k3s $found is installed; from it to $version is not one minor version up or less, which Kubernetes asks for"
  fi
fi

installer=$(mktemp)
trap 'rm -f "$installer"' EXIT
# A plus in a path of an address is written %2B.
curl --fail --silent --show-error --location --output "$installer" \
  "https://raw.githubusercontent.com/k3s-io/k3s/$(echo "$version" | sed 's/+/%2B/')/install.sh"
INSTALL_K3S_VERSION=$version INSTALL_K3S_SKIP_START=true sh "$installer" "$1"
