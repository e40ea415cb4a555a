// Command kube-router enforces NetworkPolicies on a node as k3s does, with kube-router's own controller, or tries connections
// between network namespaces.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string) error {
	switch {
	case len(args) == 4 && args[0] == "enforce":
		return enforce(args[1], args[2], args[3])
	case len(args) == 1 && args[0] == "connect":
		return connect(os.Stdin, os.Stdout)
	default:
		return fmt.Errorf("usage: kube-router enforce KUBECONFIG NODE SERVICES | kube-router connect")
	}
}
