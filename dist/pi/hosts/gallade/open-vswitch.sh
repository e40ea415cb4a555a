#!/bin/sh
# Written by asterism from the description of cluster pi. Change it there and run npm run synth;
# what is edited here is lost with the next one.
set -eu

ovs-vsctl --timeout=30 --may-exist add-br br-pi
ovs-vsctl --timeout=30 --may-exist add-port br-pi eno3
