// Prints what kstatus, and with it Flux, thinks of an object that comes as JSON on standard input.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"sigs.k8s.io/cli-utils/pkg/kstatus/status"
)

func main() {
	object := &unstructured.Unstructured{}
	text, err := io.ReadAll(os.Stdin)
	if err == nil {
		// As clients of Kubernetes read it: whole numbers stay whole.
		err = object.UnmarshalJSON(text)
	}
	if err == nil {
		var result *status.Result
		if result, err = status.Compute(object); err == nil {
			err = json.NewEncoder(os.Stdout).Encode(map[string]any{"status": result.Status, "message": result.Message})
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
