package main

import (
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// place is a network namespace with the addresses at which it listens.
type place struct {
	Namespace string   `json:"namespace"`
	Addresses []string `json:"addresses"`
}

// attempt is a connection from one of the addresses of a place.
type attempt struct {
	Place     int    `json:"place"`
	From      string `json:"from"`
	To        string `json:"to"`
	Port      int    `json:"port"`
	Transport string `json:"transport"`
}

// order is what is tried: everybody listens on the ports, and connections are tried at once.
type order struct {
	Places       []place   `json:"places"`
	Ports        []int     `json:"ports"`
	Attempts     []attempt `json:"attempts"`
	Milliseconds int       `json:"milliseconds"`
}

// batch is how many connections of a place are tried at a time: each needs a file of its own.
const batch = 400

// connect reads an order and writes, for each attempt, whether it came through.
func connect(in io.Reader, out io.Writer) error {
	var asked order
	if err := json.NewDecoder(in).Decode(&asked); err != nil {
		return err
	}
	arrived := newArrivals(len(asked.Attempts))
	for _, one := range asked.Places {
		if err := within(one.Namespace, func() error { return listen(one.Addresses, asked.Ports, arrived) }); err != nil {
			return fmt.Errorf("%s: %w", one.Namespace, err)
		}
	}
	byPlace := make([][]int, len(asked.Places))
	for index, one := range asked.Attempts {
		byPlace[one.Place] = append(byPlace[one.Place], index)
	}
	open := make([]bool, len(asked.Attempts))
	var group sync.WaitGroup
	var failed error
	var lock sync.Mutex
	for index, mine := range byPlace {
		group.Add(1)
		go func() {
			defer group.Done()
			err := within(asked.Places[index].Namespace, func() error {
				for len(mine) > 0 {
					now := mine[:min(batch, len(mine))]
					mine = mine[len(now):]
					if err := tryAll(asked.Attempts, now, asked.Milliseconds, open); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				lock.Lock()
				failed = fmt.Errorf("%s: %w", asked.Places[index].Namespace, err)
				lock.Unlock()
			}
		}()
	}
	group.Wait()
	if failed != nil {
		return failed
	}
	for index, one := range asked.Attempts {
		if one.Transport == "sctp" {
			open[index] = arrived.has(index)
		}
	}
	return json.NewEncoder(out).Encode(open)
}

// within calls a function in another network namespace. Sockets stay in the namespace in which they were made.
func within(namespace string, act func() error) error {
	done := make(chan error)
	go func() {
		// The thread is in another namespace from now on, so it is not used again: it ends with this goroutine.
		runtime.LockOSThread()
		done <- func() error {
			file, err := unix.Open(namespace, unix.O_RDONLY|unix.O_CLOEXEC, 0)
			if err != nil {
				return err
			}
			defer unix.Close(file)
			if err := unix.Setns(file, unix.CLONE_NEWNET); err != nil {
				return err
			}
			return act()
		}()
	}()
	return <-done
}

// tryAll tries some of the attempts at once, and notes which come through in time.
func tryAll(attempts []attempt, mine []int, milliseconds int, open []bool) error {
	waiting := make([]unix.PollFd, 0, len(mine))
	which := make([]int, 0, len(mine))
	sent := false
	for _, index := range mine {
		one := attempts[index]
		if one.Transport == "sctp" {
			if err := sendInit(one, index); err != nil {
				return err
			}
			sent = true
			continue
		}
		file, err := begin(one)
		if err != nil {
			continue
		}
		// A TCP socket can be written to when it is connected; UDP waits for an answer.
		events := int16(unix.POLLOUT)
		if one.Transport == "udp" {
			events = unix.POLLIN
		}
		waiting = append(waiting, unix.PollFd{Fd: int32(file), Events: events})
		which = append(which, index)
	}
	end := time.Now().Add(time.Duration(milliseconds) * time.Millisecond)
	left := len(waiting)
	for left > 0 {
		rest := time.Until(end)
		if rest <= 0 {
			break
		}
		count, err := unix.Poll(waiting, int(rest.Milliseconds())+1)
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			return err
		}
		if count == 0 {
			break
		}
		for at := range waiting {
			if waiting[at].Fd < 0 || waiting[at].Revents == 0 {
				continue
			}
			file := int(waiting[at].Fd)
			open[which[at]] = cameThrough(file, attempts[which[at]].Transport)
			unix.Close(file)
			waiting[at].Fd = -1
			left--
		}
	}
	for _, one := range waiting {
		if one.Fd >= 0 {
			unix.Close(int(one.Fd))
		}
	}
	// What was sent last by SCTP may still be on its way.
	if sent {
		time.Sleep(time.Until(end))
	}
	return nil
}

func begin(one attempt) (int, error) {
	kind := unix.SOCK_STREAM
	if one.Transport == "udp" {
		kind = unix.SOCK_DGRAM
	}
	file, err := unix.Socket(unix.AF_INET, kind|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return 0, err
	}
	err = unix.Bind(file, socketAddress(one.From, 0))
	if err == nil {
		err = unix.Connect(file, socketAddress(one.To, one.Port))
	}
	if err == unix.EINPROGRESS {
		err = nil
	}
	if err == nil && one.Transport == "udp" {
		_, err = unix.Write(file, []byte("?"))
	}
	if err != nil {
		unix.Close(file)
		return 0, err
	}
	return file, nil
}

// cameThrough tells whether a socket that is ready is connected or has an answer, and not an error.
func cameThrough(file int, transport string) bool {
	failure, err := unix.GetsockoptInt(file, unix.SOL_SOCKET, unix.SO_ERROR)
	if err != nil || failure != 0 {
		return false
	}
	if transport != "udp" {
		return true
	}
	count, err := unix.Read(file, make([]byte, 8))
	return err == nil && count > 0
}
