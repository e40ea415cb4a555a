#!/bin/sh
# Written by asterism from the description of cluster pi. Change it there and run npm run synth;
# edits in this file are lost.
#
# Prepares a node of the Debian family for Longhorn. Run it as root on the machine itself; once more changes nothing.
# https://longhorn.io/docs/1.12.1/deploy/install/#installation-requirements
set -eu
# Volumes are attached by iSCSI; backups on an NFS server are mounted.
apt-get update
DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends open-iscsi nfs-common
printf 'iscsi_tcp\n' >/etc/modules-load.d/longhorn.conf
modprobe iscsi_tcp
systemctl enable --now iscsid
# multipathd would take the devices of volumes for its own, and mounting them would fail.
mkdir -p /etc/multipath/conf.d
cat >/etc/multipath/conf.d/longhorn.conf <<'END'
blacklist {
  devnode "^sd[a-z0-9]+"
}
END
if systemctl is-active --quiet multipathd; then
  systemctl restart multipathd
fi
