import { run } from 'asterism';
import { lan } from './clusters/lan';
import { pi } from './clusters/pi';
import { proxmox } from './clusters/proxmox';

void run([proxmox, pi, lan]);
