// Runs a Lua script in Argo CD's own virtual machine on an object, which comes as JSON on standard input:
//
//	argo-lua health SCRIPT     prints the health as the engine shows it, deletions included: {"status": ..., "message": ...}
//	argo-lua discover SCRIPT   prints the actions: [{"name": ..., "disabled": ...}]
//	argo-lua act SCRIPT        prints what the action makes of it: [{"operation": ..., "resource": ...}]
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"

	"github.com/argoproj/argo-cd/gitops-engine/v3/pkg/health"
	"github.com/argoproj/argo-cd/v3/util/lua"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	if len(os.Args) != 3 {
		return fmt.Errorf("usage: argo-lua health|discover|act SCRIPT < object.json")
	}
	text, err := os.ReadFile(os.Args[2])
	if err != nil {
		return err
	}
	script := string(text)
	input, err := io.ReadAll(os.Stdin)
	if err != nil {
		return err
	}
	object := &unstructured.Unstructured{}
	// As clients of Kubernetes read it: whole numbers stay whole.
	if err := object.UnmarshalJSON(input); err != nil {
		return err
	}
	// As in a controller: without the libraries that a test may open.
	vm := lua.VM{}
	var answer any
	switch os.Args[1] {
	case "health":
		answer, err = health.GetResourceHealth(object, lua.ResourceHealthOverrides{
			lua.GetConfigMapKey(object.GroupVersionKind()): {HealthLua: script},
		})
	case "discover":
		answer, err = vm.ExecuteResourceActionDiscovery(object, []string{script})
	case "act":
		answer, err = vm.ExecuteResourceAction(object, script, nil)
	default:
		err = fmt.Errorf("%q is not health, discover or act", os.Args[1])
	}
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(answer)
}
