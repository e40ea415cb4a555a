package main

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"net/netip"

	"github.com/cilium/cilium/pkg/identity"
	ciliumio "github.com/cilium/cilium/pkg/k8s/apis/cilium.io"
	"github.com/cilium/cilium/pkg/labels"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/types"
	"github.com/cilium/cilium/pkg/u8proto"
)

// scene is what is asked: policies, the ends of connections, and the questions about them.
type scene struct {
	Policies  []json.RawMessage `json:"policies"`
	Ends      []end             `json:"ends"`
	Questions []question        `json:"questions"`
}

// end is a pod, a node as seen from another end, or an address outside.
type end struct {
	Kind            string            `json:"kind"`
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
	Ports           []namedPort       `json:"ports"`
	// Role is "server" for a node that runs the API.
	Role string `json:"role"`
	// Near says that the node is the one on which the other end runs.
	Near    bool   `json:"near"`
	Address string `json:"address"`
}

type namedPort struct {
	Name      string `json:"name"`
	Port      int    `json:"port"`
	Transport string `json:"transport"`
}

// question asks one end, a pod, about the other.
type question struct {
	Ingress   bool   `json:"ingress"`
	Self      int    `json:"self"`
	Other     int    `json:"other"`
	Port      uint16 `json:"port"`
	Transport string `json:"transport"`
}

// answers holds a reason for each policy that Cilium refuses, empty where it takes it, and a verdict for each question:
// "allowed", "blocked", or "none" where Cilium cannot work out the policy of the pod.
type answers struct {
	Refused  []string `json:"refused"`
	Verdicts []string `json:"verdicts"`
}

func (s scene) answer() (answers, error) {
	logger := slog.New(slog.DiscardHandler)
	identities := make([]*identity.Identity, len(s.Ends))
	ports := types.NewNamedPortMultiMap()
	for i, e := range s.Ends {
		made, err := e.identity(i)
		if err != nil {
			return answers{}, err
		}
		identities[i] = made
		ports.Update(made.ID, nil, e.namedPorts())
	}
	repo := newRepository(logger, identities, ports)
	refused := make([]string, len(s.Policies))
	for i, raw := range s.Policies {
		if err := addPolicy(logger, repo, i, raw); err != nil {
			refused[i] = err.Error()
		}
	}
	asked := newEngine(logger, repo, identities, s.Ends)
	verdicts := make([]string, len(s.Questions))
	for i, q := range s.Questions {
		protocol, err := u8proto.ParseProtocol(q.Transport)
		if err != nil {
			return answers{}, err
		}
		verdicts[i] = asked.verdict(q, protocol)
	}
	return answers{Refused: refused, Verdicts: verdicts}, nil
}

func (e end) namedPorts() types.NamedPortMap {
	named := types.NamedPortMap{}
	for _, p := range e.Ports {
		// Cilium warns of a port that it cannot take, and goes on without it.
		_ = named.AddPort(p.Name, p.Port, p.Transport)
	}
	return named
}

// identity gives the labels under which Cilium knows the end. Numbers of addresses and of nodes have scopes of their own. The
// node of a pod is "host" with the number 1 in a real cluster; here it has a number of its own, since the pods of one scene run
// on different nodes.
func (e end) identity(index int) (*identity.Identity, error) {
	number := identity.NumericIdentity(1000 + index)
	switch e.Kind {
	case "pod":
		found := labels.Labels{}
		add := func(key, value string) { found[key] = labels.NewLabel(key, value, labels.LabelSourceK8s) }
		for key, value := range e.Labels {
			add(key, value)
		}
		for key, value := range e.NamespaceLabels {
			add(ciliumio.PodNamespaceMetaLabelsPrefix+key, value)
		}
		add(ciliumio.PodNamespaceMetaLabelsPrefix+"kubernetes.io/metadata.name", e.Namespace)
		add(ciliumio.PodNamespaceLabel, e.Namespace)
		add(ciliumio.PolicyLabelCluster, clusterName)
		// Labels such as pod-template-hash are not part of an identity.
		kept, _ := labelsfilter.Filter(found)
		return identity.NewIdentity(number, kept), nil
	case "node":
		found := labels.Labels{}
		found.MergeLabels(labels.LabelRemoteNode)
		number += identity.IdentityScopeRemoteNode
		if e.Near {
			found = labels.Labels{}
			found.MergeLabels(labels.LabelHost)
		}
		if e.Role == "server" {
			found.MergeLabels(labels.LabelKubeAPIServer)
		}
		return identity.NewIdentity(number, found), nil
	case "address":
		address, err := netip.ParseAddr(e.Address)
		if err != nil {
			return nil, err
		}
		prefix := netip.PrefixFrom(address, address.BitLen())
		return identity.NewIdentity(number+identity.IdentityScopeLocal, labels.GetCIDRLabels(prefix)), nil
	}
	return nil, fmt.Errorf("an end of kind %q is not known", e.Kind)
}
