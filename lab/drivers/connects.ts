import { connect } from 'node:net';

/** Whether something takes a TCP connection. @param seconds until which it must */
export function connects(host: string, port: number, seconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: seconds * 1000 });
    const end = (well: boolean) => {
      socket.destroy();
      resolve(well);
    };
    socket.on('connect', () => {
      end(true);
    });
    socket.on('timeout', () => {
      end(false);
    });
    socket.on('error', () => {
      end(false);
    });
  });
}
