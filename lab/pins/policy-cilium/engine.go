package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"

	"github.com/cilium/cilium/pkg/endpoint/regeneration"
	envoypolicy "github.com/cilium/cilium/pkg/envoy/policy"
	"github.com/cilium/cilium/pkg/identity"
	"github.com/cilium/cilium/pkg/identity/identitymanager"
	ipcache "github.com/cilium/cilium/pkg/ipcache/types"
	"github.com/cilium/cilium/pkg/k8s"
	ciliumv2 "github.com/cilium/cilium/pkg/k8s/apis/cilium.io/v2"
	networkingv1 "github.com/cilium/cilium/pkg/k8s/slim/k8s/api/networking/v1"
	"github.com/cilium/cilium/pkg/labelsfilter"
	"github.com/cilium/cilium/pkg/option"
	"github.com/cilium/cilium/pkg/policy"
	"github.com/cilium/cilium/pkg/policy/api"
	policytypes "github.com/cilium/cilium/pkg/policy/types"
	"github.com/cilium/cilium/pkg/policy/utils"
	"github.com/cilium/cilium/pkg/types"
	"github.com/cilium/cilium/pkg/u8proto"
)

const clusterName = "default"

func init() {
	// As the chart sets it for a cluster with IPv4 only.
	option.Config.EnableIPv4 = true
	option.Config.EnableIPv6 = false
	option.Config.ClusterName = clusterName
	option.Config.UnsafeDaemonConfigOption.AllowLocalhost = option.AllowLocalhostAuto
	policy.SetPolicyEnabled(option.DefaultEnforcement)
	api.InitEntities(clusterName)
	if err := labelsfilter.ParseLabelPrefixCfg(slog.New(slog.DiscardHandler), nil, nil, ""); err != nil {
		panic(err)
	}
}

type uncounted struct{}

func (uncounted) AddRule(policytypes.PolicyEntry) {}
func (uncounted) DelRule(policytypes.PolicyEntry) {}

// names takes note of the DNS names that rules select; here nothing is ever looked up.
type names struct{}

func (names) RegisterFQDNSelector(api.FQDNSelector) uint64   { return 0 }
func (names) UnregisterFQDNSelector(api.FQDNSelector) uint64 { return 0 }

type namedPorts struct{ all types.NamedPortMultiMap }

func (p namedPorts) GetNamedPorts() types.NamedPortMultiMap { return p.all }

func newRepository(logger *slog.Logger, ends []*identity.Identity, ports types.NamedPortMultiMap) *policy.Repository {
	known := identity.IdentityMap{}
	for _, one := range ends {
		known[one.ID] = one.LabelArray
	}
	repo := policy.NewPolicyRepository(logger, known, nil, envoypolicy.NewEnvoyL7RulesTranslator(logger, nil), identitymanager.NewIDManager(logger), uncounted{})
	repo.SetNamedPortsGetter(namedPorts{ports})
	repo.GetSelectorCache().SetLocalIdentityNotifier(names{})
	repo.GetSubjectSelectorCache().UpdateIdentities(known, nil, &sync.WaitGroup{})
	return repo
}

// addPolicy reads a policy as the agent does. An error says why Cilium refuses it.
func addPolicy(logger *slog.Logger, repo *policy.Repository, index int, raw json.RawMessage) error {
	var kind struct {
		Kind string `json:"kind"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return err
	}
	entries, err := entriesOf(logger, kind.Kind, raw)
	if err != nil {
		return err
	}
	repo.ReplaceByResource(entries, ipcache.NewResourceID("policy", "", fmt.Sprint(index)))
	return nil
}

func entriesOf(logger *slog.Logger, kind string, raw json.RawMessage) (policytypes.PolicyEntries, error) {
	switch kind {
	case "NetworkPolicy":
		var read networkingv1.NetworkPolicy
		if err := json.Unmarshal(raw, &read); err != nil {
			return nil, err
		}
		return k8s.ParseNetworkPolicy(logger, clusterName, &read)
	case "CiliumNetworkPolicy":
		var read ciliumv2.CiliumNetworkPolicy
		if err := json.Unmarshal(raw, &read); err != nil {
			return nil, err
		}
		rules, err := read.Parse(logger, clusterName)
		return utils.RulesToPolicyEntries(rules), err
	case "CiliumClusterwideNetworkPolicy":
		var read ciliumv2.CiliumClusterwideNetworkPolicy
		if err := json.Unmarshal(raw, &read); err != nil {
			return nil, err
		}
		rules, err := read.Parse(logger, clusterName)
		return utils.RulesToPolicyEntries(rules), err
	}
	return nil, errors.New("a kind that is not known: " + kind)
}

// engine remembers the policy of each end, so that many questions about one are fast.
type engine struct {
	logger     *slog.Logger
	repo       *policy.Repository
	identities []*identity.Identity
	ends       []end
	distilled  map[int]*policy.EndpointPolicy
}

func newEngine(logger *slog.Logger, repo *policy.Repository, identities []*identity.Identity, ends []end) engine {
	return engine{logger, repo, identities, ends, map[int]*policy.EndpointPolicy{}}
}

func (e engine) verdict(q question, protocol u8proto.U8proto) string {
	own, err := e.policyOf(q.Self)
	if err != nil {
		return "none"
	}
	key := policy.EgressKey()
	if q.Ingress {
		key = policy.IngressKey()
	}
	entry, _, _ := own.Lookup(key.WithIdentity(e.identities[q.Other].ID).WithPortProto(protocol, q.Port))
	if entry.IsDeny() {
		return "blocked"
	}
	return "allowed"
}

func (e engine) policyOf(self int) (*policy.EndpointPolicy, error) {
	if kept, found := e.distilled[self]; found {
		return kept, nil
	}
	selected, _, err := e.repo.ComputeSelectorPolicy(e.identities[self])
	if err != nil {
		return nil, err
	}
	made := selected.DistillPolicy(e.logger, owner{e.ends[self].namedPorts()}, map[string]uint16{policy.FallbackRedirectID: 1})
	made.Ready()
	made.Detach(e.logger)
	e.distilled[self] = made
	return made, nil
}

// owner is the pod whose policy is worked out.
type owner struct{ ports types.NamedPortMap }

func (owner) GetID() uint64                               { return 1 }
func (owner) IsHost() bool                                { return false }
func (owner) PolicyDebug(string, ...any)                  {}
func (owner) PreviousMapStateSizes() policy.MapStateSizes { return policy.MapStateSizes{} }
func (o owner) GetIngressNamedPort(name string, protocol u8proto.U8proto) uint16 {
	port, err := o.ports.GetNamedPort(name, protocol)
	if err != nil {
		return 0
	}
	return port
}
func (owner) RegenerateIfAlive(*regeneration.ExternalRegenerationMetadata) <-chan bool {
	done := make(chan bool)
	close(done)
	return done
}
