#!/bin/sh
# Written by asterism from the description of cluster small. Change it there and run npm run synth;
# edits in this file are lost.
set -eu

# Without a limit it waits for ever when the switch does not run.
switch() {
  ovs-vsctl --timeout=30 --may-exist "$@"
}

# bridge NAME CARD…: makes a bridge that joins cards. The switch remembers it over boots; running it again changes nothing.
bridge() {
  name=$1
  shift
  switch add-br "$name"
  for card in "$@"; do
    switch add-port "$name" "$card"
  done
}

bridge br0 eth1
