import { run } from 'asterism';
import { home } from './clusters/home';

void run([home]);
