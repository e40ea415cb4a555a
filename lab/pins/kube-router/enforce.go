package main

import (
	"flag"
	"fmt"
	"sync"

	"github.com/cloudnativelabs/kube-router/v2/pkg/controllers/netpol"
	"github.com/cloudnativelabs/kube-router/v2/pkg/healthcheck"
	"github.com/cloudnativelabs/kube-router/v2/pkg/options"
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/klog/v2"
)

// enforce runs the controller in the network namespace that it is called in, until it is killed. The first round of it sees
// every object, since it begins when all of them are known.
//
// k3s v1.33.5 embeds a fork of v2.6.3, which no module offers; v2.1.0 is the newest that one does. Both make the same rules of a
// policy: policy.go and pod.go of pkg/controllers/netpol differ in how sets are loaded and in rules for ICMP only.
func enforce(kubeconfig, node, services string) error {
	klog.InitFlags(nil)
	// At this level the controller says when a round begins and ends.
	if err := flag.Set("v", "1"); err != nil {
		return err
	}
	config, err := clientcmd.BuildConfigFromFlags("", kubeconfig)
	if err != nil {
		return err
	}
	client, err := kubernetes.NewForConfig(config)
	if err != nil {
		return err
	}
	settings := options.NewKubeRouterConfig()
	settings.EnableIPv4 = true
	settings.RunFirewall = true
	settings.ClusterIPCIDRs = []string{services}
	settings.HostnameOverride = node

	forever := make(chan struct{})
	factory := informers.NewSharedInformerFactory(client, 0)
	pods := factory.Core().V1().Pods().Informer()
	namespaces := factory.Core().V1().Namespaces().Informer()
	policies := factory.Networking().V1().NetworkPolicies().Informer()
	factory.Start(forever)
	for kind, known := range factory.WaitForCacheSync(forever) {
		if !known {
			return fmt.Errorf("objects of type %v cannot be listed", kind)
		}
	}
	tables, sets, err := netpol.NewIPTablesHandlers(settings)
	if err != nil {
		return err
	}
	controller, err := netpol.NewNetworkPolicyController(
		client, settings, pods, policies, namespaces, &sync.Mutex{}, tables, sets)
	if err != nil {
		return err
	}
	beats := make(chan *healthcheck.ControllerHeartbeat)
	go func() {
		for range beats {
		}
	}()
	var group sync.WaitGroup
	group.Add(1)
	controller.Run(beats, forever, &group)
	return nil
}
