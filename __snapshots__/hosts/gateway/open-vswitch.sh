#!/bin/sh
# Written by asterism from the description of cluster small. Change it there and run npm run synth;
# edits in this file are lost.
set -eu

ovs-vsctl --timeout=30 --may-exist add-br br0
ovs-vsctl --timeout=30 --may-exist add-port br0 eth1
