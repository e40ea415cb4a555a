// Written by `npm run scripts` from check-sources.sh: change that.
export const checkSources = [
  "# check_sources HOST…: pods reach the repositories from which the cluster is installed: all of them from the first node, and the",
  "# first one from each other node.",
  "check_sources() {",
  "  for node in $nodes; do",
  "    for source in \"$@\"; do",
  "      check \"a pod on $node reaches $source:443\" \\",
  "        \"a firewall on the way outside, no address translation, or a policy of the network plugin blocks it\" \\",
  "        \"on $node: curl -sI https://$source; sh verify.sh firewall\" \\",
  "        in_pod \"$node\" nc -z -w 5 \"$source\" 443",
  "      [ \"$node\" = \"${nodes%% *}\" ] || break",
  "    done",
  "  done",
  "}",
  "",
].join('\n');
