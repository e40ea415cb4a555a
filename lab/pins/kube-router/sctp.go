package main

import (
	"encoding/binary"
	"hash/crc32"

	"golang.org/x/sys/unix"
)

// Where the tag of an INIT is in a packet, and how long the packet is: RFC 9260, 3.1 and 3.3.2.
const (
	initTag    = 16
	initLength = 32
)

// sendInit sends the packet that opens an association. Its tag, which may not be 0, says which attempt it is.
func sendInit(one attempt, index int) error {
	packet := make([]byte, initLength)
	// Attempts of one place differ in their port of origin, or the kernel would take them for one.
	binary.BigEndian.PutUint16(packet[0:], uint16(20_000+index%40_000))
	binary.BigEndian.PutUint16(packet[2:], uint16(one.Port))
	packet[12] = 1
	binary.BigEndian.PutUint16(packet[14:], 20)
	binary.BigEndian.PutUint32(packet[initTag:], uint32(index+1))
	binary.BigEndian.PutUint32(packet[20:], 65_536)
	binary.BigEndian.PutUint16(packet[24:], 1)
	binary.BigEndian.PutUint16(packet[26:], 1)
	binary.BigEndian.PutUint32(packet[28:], 1)
	// The sum is written as it lies in memory: RFC 9260, appendix A.
	binary.LittleEndian.PutUint32(packet[8:], crc32.Checksum(packet, crc32.MakeTable(crc32.Castagnoli)))
	file, err := unix.Socket(unix.AF_INET, unix.SOCK_RAW|unix.SOCK_CLOEXEC, unix.IPPROTO_SCTP)
	if err != nil {
		return err
	}
	defer unix.Close(file)
	if err := unix.Bind(file, socketAddress(one.From, 0)); err != nil {
		return err
	}
	// A packet that may not leave does not come: whether it came is looked at where it goes.
	_ = unix.Sendto(file, packet, 0, socketAddress(one.To, 0))
	return nil
}
