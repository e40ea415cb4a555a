package main

import (
	"encoding/binary"
	"net"
	"net/netip"
	"sync"

	"golang.org/x/sys/unix"
)

// arrivals notes which attempts by SCTP have come to where they went.
type arrivals struct {
	lock sync.Mutex
	seen []bool
}

func newArrivals(attempts int) *arrivals {
	return &arrivals{seen: make([]bool, attempts)}
}

func (all *arrivals) note(index int) {
	all.lock.Lock()
	defer all.lock.Unlock()
	if index < len(all.seen) {
		all.seen[index] = true
	}
}

func (all *arrivals) has(index int) bool {
	all.lock.Lock()
	defer all.lock.Unlock()
	return all.seen[index]
}

// listen opens the ports at each address, for TCP and UDP, and takes in every packet of SCTP.
func listen(addresses []string, ports []int, arrived *arrivals) error {
	for _, address := range addresses {
		for _, port := range ports {
			if err := listenTcp(address, port); err != nil {
				return err
			}
			// An answer has to come from the address that was asked.
			socket, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(netip.AddrPortFrom(netip.MustParseAddr(address), uint16(port))))
			if err != nil {
				return err
			}
			go answer(socket)
		}
	}
	return listenSctp(arrived)
}

// listenTcp leaves it to the kernel to take connections: the kernel completes those that no program accepts, too.
func listenTcp(address string, port int) error {
	file, err := unix.Socket(unix.AF_INET, unix.SOCK_STREAM|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return err
	}
	if err := unix.SetsockoptInt(file, unix.SOL_SOCKET, unix.SO_REUSEADDR, 1); err != nil {
		return err
	}
	if err := unix.Bind(file, socketAddress(address, port)); err != nil {
		return err
	}
	return unix.Listen(file, 4096)
}

func answer(socket *net.UDPConn) {
	buffer := make([]byte, 64)
	for {
		_, from, err := socket.ReadFromUDPAddrPort(buffer)
		if err != nil {
			return
		}
		// An answer that may not leave is one that does not come.
		_, _ = socket.WriteToUDPAddrPort([]byte("!"), from)
	}
}

// listenSctp reads packets as they come in: the kernel needs no module for SCTP to filter and deliver them.
func listenSctp(arrived *arrivals) error {
	file, err := unix.Socket(unix.AF_INET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.IPPROTO_SCTP)
	if err != nil {
		return err
	}
	// Many packets may come at once.
	if err := unix.SetsockoptInt(file, unix.SOL_SOCKET, unix.SO_RCVBUF, 4<<20); err != nil {
		return err
	}
	go func() {
		packet := make([]byte, 256)
		for {
			count, _, err := unix.Recvfrom(file, packet, 0)
			if err != nil {
				return
			}
			header := int(packet[0]&15) * 4
			if count >= header+initLength {
				arrived.note(int(binary.BigEndian.Uint32(packet[header+initTag:])) - 1)
			}
		}
	}()
	return nil
}

func socketAddress(address string, port int) *unix.SockaddrInet4 {
	return &unix.SockaddrInet4{Port: port, Addr: netip.MustParseAddr(address).As4()}
}
