package main

import (
	"fmt"
	"strings"

	"github.com/mattfenwick/cyclonus/pkg/generator"
	"github.com/mattfenwick/cyclonus/pkg/matcher"
	v1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
)

var namespaces = []string{"x", "y", "z"}
var names = []string{"a", "b", "c"}
var ports = []int{80, 81}
var protocols = []v1.Protocol{v1.ProtocolTCP, v1.ProtocolUDP, v1.ProtocolSCTP}

type port struct {
	Name      string `json:"name"`
	Port      int    `json:"port"`
	Transport string `json:"transport"`
}

type pod struct {
	Name            string            `json:"name"`
	Namespace       string            `json:"namespace"`
	NamespaceLabels map[string]string `json:"namespaceLabels"`
	Labels          map[string]string `json:"labels"`
	Address         string            `json:"address"`
	Ports           []port            `json:"ports"`
}

// verdict is what the matcher says about one pair of pods on one port.
type verdict struct {
	From      int    `json:"from"`
	To        int    `json:"to"`
	Port      int    `json:"port"`
	Transport string `json:"transport"`
	Egress    bool   `json:"egress"`
	Ingress   bool   `json:"ingress"`
}

// scene is a case of Cyclonus with the verdicts of its matcher.
type scene struct {
	Name     string                        `json:"name"`
	Policies []*networkingv1.NetworkPolicy `json:"policies"`
	Pods     []pod                         `json:"pods"`
	Verdicts []verdict                     `json:"verdicts"`
}

type cluster struct {
	labels   map[string]map[string]string
	pods     []pod
	policies []*networkingv1.NetworkPolicy
}

func newCluster() *cluster {
	made := &cluster{labels: map[string]map[string]string{}}
	for _, namespace := range namespaces {
		made.labels[namespace] = namespaceLabels(namespace, map[string]string{"ns": namespace})
		for _, name := range names {
			made.addPod(namespace, name, map[string]string{"pod": name})
		}
	}
	return made
}

// Kubernetes itself adds the label with the namespace's name.
func namespaceLabels(name string, given map[string]string) map[string]string {
	all := map[string]string{"kubernetes.io/metadata.name": name}
	for key, value := range given {
		all[key] = value
	}
	return all
}

func (c *cluster) addPod(namespace, name string, labels map[string]string) {
	made := pod{Name: name, Namespace: namespace, Labels: labels, Address: fmt.Sprintf("10.42.1.%d", len(c.pods)+10)}
	for _, number := range ports {
		for _, protocol := range protocols {
			transport := strings.ToLower(string(protocol))
			made.Ports = append(made.Ports, port{fmt.Sprintf("serve-%d-%s", number, transport), number, transport})
		}
	}
	c.pods = append(c.pods, made)
}

func (c *cluster) apply(action *generator.Action) error {
	switch {
	case action.CreatePolicy != nil:
		c.setPolicy(action.CreatePolicy.Policy)
	case action.UpdatePolicy != nil:
		c.setPolicy(action.UpdatePolicy.Policy)
	case action.DeletePolicy != nil:
		c.dropPolicy(action.DeletePolicy.Namespace, action.DeletePolicy.Name)
	case action.CreateNamespace != nil:
		c.labels[action.CreateNamespace.Namespace] = namespaceLabels(action.CreateNamespace.Namespace, action.CreateNamespace.Labels)
	case action.SetNamespaceLabels != nil:
		c.labels[action.SetNamespaceLabels.Namespace] = namespaceLabels(action.SetNamespaceLabels.Namespace, action.SetNamespaceLabels.Labels)
	case action.DeleteNamespace != nil:
		c.keepPods(func(one pod) bool { return one.Namespace != action.DeleteNamespace.Namespace })
		delete(c.labels, action.DeleteNamespace.Namespace)
	case action.CreatePod != nil:
		c.addPod(action.CreatePod.Namespace, action.CreatePod.Pod, action.CreatePod.Labels)
	case action.SetPodLabels != nil:
		for i := range c.pods {
			if c.pods[i].Namespace == action.SetPodLabels.Namespace && c.pods[i].Name == action.SetPodLabels.Pod {
				c.pods[i].Labels = action.SetPodLabels.Labels
			}
		}
	case action.DeletePod != nil:
		c.keepPods(func(one pod) bool {
			return one.Namespace != action.DeletePod.Namespace || one.Name != action.DeletePod.Pod
		})
	case action.ReadNetworkPolicies != nil:
	default:
		return fmt.Errorf("an action that is not known: %+v", action)
	}
	return nil
}

func (c *cluster) setPolicy(policy *networkingv1.NetworkPolicy) {
	c.dropPolicy(policy.Namespace, policy.Name)
	kept := policy.DeepCopy()
	kept.APIVersion, kept.Kind = "networking.k8s.io/v1", "NetworkPolicy"
	c.policies = append(c.policies, kept)
}

func (c *cluster) dropPolicy(namespace, name string) {
	kept := []*networkingv1.NetworkPolicy{}
	for _, one := range c.policies {
		if one.Namespace != namespace || one.Name != name {
			kept = append(kept, one)
		}
	}
	c.policies = kept
}

func (c *cluster) keepPods(stays func(pod) bool) {
	kept := []pod{}
	for _, one := range c.pods {
		if stays(one) {
			kept = append(kept, one)
		}
	}
	c.pods = kept
}

func (c *cluster) judged(name string) scene {
	made := scene{Name: name, Policies: c.policies, Verdicts: []verdict{}}
	for _, one := range c.pods {
		one.NamespaceLabels = c.labels[one.Namespace]
		made.Pods = append(made.Pods, one)
	}
	policy := matcher.BuildNetworkPolicies(false, c.policies)
	for from := range made.Pods {
		for to := range made.Pods {
			// A pod always reaches itself; Cyclonus leaves that out of its matcher.
			if from == to {
				continue
			}
			for _, listening := range made.Pods[to].Ports {
				allowed := policy.IsTrafficAllowed(&matcher.Traffic{
					Source:           peer(made.Pods[from]),
					Destination:      peer(made.Pods[to]),
					ResolvedPort:     listening.Port,
					ResolvedPortName: listening.Name,
					Protocol:         v1.Protocol(strings.ToUpper(listening.Transport)),
				})
				made.Verdicts = append(made.Verdicts, verdict{
					from, to, listening.Port, listening.Transport, allowed.Egress.IsAllowed(), allowed.Ingress.IsAllowed(),
				})
			}
		}
	}
	return made
}

func peer(of pod) *matcher.TrafficPeer {
	return &matcher.TrafficPeer{
		IP:       of.Address,
		Internal: &matcher.InternalPeer{PodLabels: of.Labels, NamespaceLabels: of.NamespaceLabels, Namespace: of.Namespace},
	}
}
