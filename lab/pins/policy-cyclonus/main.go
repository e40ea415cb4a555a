// Command policy-cyclonus prints the cases that Cyclonus generates, with the verdicts of its own matcher: a scene a line.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	"github.com/mattfenwick/cyclonus/pkg/generator"
)

func main() {
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	lines := json.NewEncoder(out)
	first := newCluster()
	cases := generator.NewTestCaseGenerator(true, first.pods[0].Address, namespaces, nil, nil).GenerateAllTestCases()
	for _, one := range cases {
		cluster := newCluster()
		for step, made := range one.Steps {
			for _, action := range made.Actions {
				if err := cluster.apply(action); err != nil {
					fmt.Fprintln(os.Stderr, one.Description, err)
					os.Exit(1)
				}
			}
			if err := lines.Encode(cluster.judged(fmt.Sprintf("%s, step %d", one.Description, step+1))); err != nil {
				fmt.Fprintln(os.Stderr, err)
				os.Exit(1)
			}
		}
	}
}
