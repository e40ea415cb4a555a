// Command policy-cilium asks the policy engine of Cilium about connections: a scene a line on standard input, its answers a
// line on standard output.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	decoder := json.NewDecoder(in)
	for decoder.More() {
		var asked scene
		if err := decoder.Decode(&asked); err != nil {
			fmt.Fprintln(os.Stderr, "a scene that cannot be read:", err)
			os.Exit(2)
		}
		answered, err := asked.answer()
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		line, err := json.Marshal(answered)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		out.Write(line)
		out.WriteByte('\n')
	}
}
