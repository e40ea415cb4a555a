import './lib/cli/start';
import { lan } from './clusters/lan';
import { pi } from './clusters/pi';
import { proxmox } from './clusters/proxmox';
import { run } from './lib/cli';

void run([proxmox, pi, lan], __dirname);
